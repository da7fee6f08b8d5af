using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors;

namespace Tandem.Sandbox.Shopify.Graph;

/// <summary>States errors with Shopify's messages and codes.</summary>
internal sealed class GraphErrors : IErrorInfoProvider
{
    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var (code, message) = executionError switch
        {
            GraphRefusal refusal => (refusal.Code!, refusal.Message),
            FieldsOnCorrectTypeError => ("undefinedField", executionError.Message),
            KnownArgumentNamesError => ("argumentNotAccepted", executionError.Message),
            ProvidedNonNullArgumentsError => ("missingRequiredArguments", executionError.Message),
            ArgumentsOfCorrectTypeError => ("argumentLiteralsIncompatible", executionError.Message),
            InvalidVariableError => ("INVALID_VARIABLE", executionError.Message),
            ValidationError => ("BAD_REQUEST", executionError.Message),
            UnhandledError unhandled => ("INTERNAL_SERVER_ERROR", unhandled.InnerException?.ToString() ?? unhandled.Message),
            SyntaxError => ("BAD_REQUEST", executionError.Message),
            _ => (executionError.Code ?? "INTERNAL_SERVER_ERROR", executionError.InnerException?.ToString() ?? executionError.Message),
        };
        return new ErrorInfo { Message = message, Extensions = new Dictionary<string, object?> { ["code"] = code } };
    }
}
