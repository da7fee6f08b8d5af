using System.Text;
using System.Text.Json;
using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Wire;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Odoo;

/// <summary>Answers as real Odoos gave them, and what they come to.</summary>
public sealed class ClassificationTests
{
    private static readonly OdooConnection Connection = new(new Uri("https://odoo.example"), "nodb", "bot", new OdooSecret("s"));

    [Theory]
    [InlineData("01_bad_password", typeof(OdooFailure.LoginRefused))]
    [InlineData("01_bad_uid", typeof(OdooFailure.LoginRefused))]
    [InlineData("01_wrong_db_login", typeof(OdooFailure.DatabaseMissing))]
    [InlineData("01_wrong_db_exec", typeof(OdooFailure.DatabaseMissing))]
    [InlineData("01_missing_model", typeof(OdooFailure.ModelMissing))]
    [InlineData("01_missing_module_model", typeof(OdooFailure.ModelMissing))]
    [InlineData("01_missing_method", typeof(OdooFailure.MethodMissing))]
    [InlineData("01_private_method", typeof(OdooFailure.PrivateMethod))]
    [InlineData("01_missing_field_create", typeof(OdooFailure.FieldMissing))]
    [InlineData("01_missing_field_write", typeof(OdooFailure.FieldMissing))]
    [InlineData("01_missing_field_read", typeof(OdooFailure.FieldMissing))]
    [InlineData("01_missing_field_domain", typeof(OdooFailure.FieldMissing))]
    [InlineData("01_missing_field_search_read", typeof(OdooFailure.FieldMissing))]
    [InlineData("01_missing_record_write", typeof(OdooFailure.RecordMissing))]
    [InlineData("01_missing_m2o", typeof(OdooFailure.RecordMissing))]
    [InlineData("01_validation_error", typeof(OdooFailure.Rejected))]
    [InlineData("01_required_missing", typeof(OdooFailure.Rejected))]
    [InlineData("01_unique_violation", typeof(OdooFailure.Rejected))]
    [InlineData("01_unlink_restrict", typeof(OdooFailure.Rejected))]
    [InlineData("01_user_error", typeof(OdooFailure.Rejected))]
    [InlineData("04_action_confirm_again", typeof(OdooFailure.Rejected))]
    [InlineData("01_bad_kwarg", typeof(OdooFailure.WrongType))]
    [InlineData("01_bad_selection", typeof(OdooFailure.WrongType))]
    [InlineData("01_wrong_type", typeof(OdooFailure.WrongType))]
    [InlineData("01_serialization_failure", typeof(OdooFailure.Serialization))]
    [InlineData("02_access_error_model", typeof(OdooFailure.AccessDenied))]
    [InlineData("02_access_error_create", typeof(OdooFailure.AccessDenied))]
    [InlineData("02_access_error_rule", typeof(OdooFailure.AccessDenied))]
    [InlineData("13_company_denied", typeof(OdooFailure.AccessDenied))]
    public void A_recorded_error_of_either_version_is_of_its_class(string sample, Type expected)
    {
        Assert.IsType(expected, Classify($"18/{sample}"));
        Assert.IsType(expected, Classify($"19/{sample}"));
    }

    [Theory]
    [InlineData("bad_key", typeof(OdooFailure.LoginRefused))]
    [InlineData("no_key", typeof(OdooFailure.LoginRefused))]
    [InlineData("password_as_bearer", typeof(OdooFailure.LoginRefused))]
    [InlineData("bad_db", typeof(OdooFailure.DatabaseMissing))]
    [InlineData("missing_model", typeof(OdooFailure.ModelMissing))]
    [InlineData("missing_method", typeof(OdooFailure.MethodMissing))]
    [InlineData("private_method", typeof(OdooFailure.PrivateMethod))]
    [InlineData("missing_field_create", typeof(OdooFailure.FieldMissing))]
    [InlineData("missing_field_read", typeof(OdooFailure.FieldMissing))]
    [InlineData("missing_field_write", typeof(OdooFailure.FieldMissing))]
    [InlineData("missing_record_write", typeof(OdooFailure.RecordMissing))]
    [InlineData("validation_error", typeof(OdooFailure.Rejected))]
    [InlineData("required_missing", typeof(OdooFailure.Rejected))]
    [InlineData("unique_violation", typeof(OdooFailure.Rejected))]
    [InlineData("user_error", typeof(OdooFailure.Rejected))]
    [InlineData("bad_kwarg", typeof(OdooFailure.WrongType))]
    [InlineData("missing_arg", typeof(OdooFailure.WrongType))]
    [InlineData("ids_on_model_method", typeof(OdooFailure.WrongType))]
    [InlineData("serialization_failure", typeof(OdooFailure.Serialization))]
    [InlineData("access_error_model", typeof(OdooFailure.AccessDenied))]
    [InlineData("access_error_create", typeof(OdooFailure.AccessDenied))]
    public void A_recorded_error_of_JSON_2_is_of_its_class(string sample, Type expected) => Assert.IsType(expected, Classify($"19/json2_{sample}"));

    [Theory]
    [InlineData("18/01_missing_record_read")]
    [InlineData("18/01_login_bad")]
    [InlineData("18/03_load_partial_error")]
    [InlineData("19/json2_action_post")]
    [InlineData("19/json2_search_read")]
    public void An_answer_is_no_failure(string sample) => Assert.Null(Classify(sample));

    [Fact]
    public void A_missing_right_names_model_operation_and_groups()
    {
        var denied = Assert.IsType<OdooFailure.AccessDenied>(Classify("18/02_access_error_create"));

        Assert.Equal("account.move", denied.Model);
        Assert.Equal("create", denied.Operation);
        Assert.Equal(["Invoicing/Invoicing"], denied.Groups);
        Assert.Contains("Give the user one of these groups in Odoo: Invoicing/Invoicing.", denied.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_gateway_error_leaves_the_outcome_unknown(int status) =>
        Assert.IsType<OdooFailure.UnknownOutcome>(Of(status, "text/html", "<title>Bad Gateway</title>"));

    [Theory]
    [InlineData("<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>")]
    [InlineData("<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>")]
    [InlineData("no available server")]
    public void A_proxy_that_says_that_it_passed_nothing_on_leaves_nothing_unknown(string page) =>
        Assert.IsType<OdooFailure.Overloaded>(Of(503, "text/html", page));

    [Theory]
    [InlineData("upstream connect error or disconnect/reset before headers. reset reason: connection termination")]
    [InlineData("<html><title>503 Service Unavailable</title>Try again later.</html>")]
    public void Any_other_503_may_come_from_a_server_that_took_the_call(string page) =>
        Assert.IsType<OdooFailure.UnknownOutcome>(Of(503, "text/html", page));

    [Fact]
    public void A_page_that_is_not_Odoo_is_named_by_its_title()
    {
        var other = Assert.IsType<OdooFailure.NotOdoo>(Of(200, "text/html", "<html><title>Welcome to nginx!</title></html>"));

        Assert.Equal(200, other.Status);
        Assert.Equal("Welcome to nginx!", other.Title);
        Assert.Equal(FailureClass.Blocked, other.Class);
    }

    [Fact]
    public void A_redirect_is_not_followed_but_told()
    {
        var moved = Assert.IsType<OdooFailure.NotOdoo>(Of(301, "text/html", "<title>Moved</title>"));

        Assert.Contains("HTTP 301", moved.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_nobody_knows_is_a_defect()
    {
        var failure = Of(500, "application/json", """{"name":"builtins.ZeroDivisionError","message":"division by zero","arguments":[],"context":{}}""");

        Assert.Equal(FailureClass.Defect, Assert.IsType<OdooFailure.Defect>(failure).Class);
    }

    [Theory]
    [InlineData("psycopg2.pool.PoolError", "The Connection Pool Is Full", typeof(OdooFailure.Overloaded))]
    [InlineData("psycopg2.OperationalError", "connection to server at \"db\" failed: FATAL:  the database system is starting up", typeof(OdooFailure.Overloaded))]
    [InlineData("psycopg2.OperationalError", "connection to server failed: FATAL:  Datenbank »nodb« existiert nicht", typeof(OdooFailure.DatabaseMissing))]
    [InlineData("psycopg2.OperationalError", "server closed the connection unexpectedly", typeof(OdooFailure.UnknownOutcome))]
    [InlineData("psycopg2.errors.DeadlockDetected", "deadlock detected", typeof(OdooFailure.Serialization))]
    public void Trouble_of_the_database_is_told_apart(string name, string message, Type expected) =>
        Assert.IsType(expected, OdooErrors.OfException(name, message, 200, new OdooCall("sale.order", "write"), Connection));

    private static OdooFailure? Of(int status, string contentType, string body) =>
        OdooErrors.Classify(new HttpAnswer(status, contentType, Encoding.UTF8.GetBytes(body)), new OdooCall("sale.order", "write"), Connection);

    private static OdooFailure? Classify(string sample)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Shared.Path($"odoo/recorded/{sample}.json")));
        var root = file.RootElement;
        var response = root.GetProperty("response");
        var html = response.ValueKind == JsonValueKind.Object && response.TryGetProperty("_raw", out var raw) ? raw.GetString() : null;
        var answer = new HttpAnswer(
            root.GetProperty("http_status").GetInt32(), html is null ? "application/json" : "text/html", Encoding.UTF8.GetBytes(html ?? response.GetRawText()));
        return OdooErrors.Classify(answer, CallOf(root), Connection);
    }

    private static OdooCall CallOf(JsonElement sample)
    {
        if (!sample.TryGetProperty("request", out var request))
        {
            var path = sample.GetProperty("endpoint").GetString()!.Split('/');
            return new OdooCall(path[^2], path[^1]);
        }

        var parameters = request.GetProperty("params");
        var args = parameters.GetProperty("args");
        return parameters.GetProperty("service").GetString() == "object"
            ? new OdooCall(args[3].GetString()!, args[4].GetString()!)
            : new OdooCall("common", parameters.GetProperty("method").GetString()!);
    }
}
