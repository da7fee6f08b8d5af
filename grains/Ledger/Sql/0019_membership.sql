-- How the silos of several servers find one another. Orleans finds its statements in OrleansQuery by key and binds their parameters by name;
-- used on PostgreSQL only, where a statement may change the version and the silo's row at once or neither.
create table OrleansMembershipVersion (
    DeploymentId text primary key,
    Version integer not null);

create table OrleansMembership (
    DeploymentId text not null references OrleansMembershipVersion (DeploymentId),
    Address text not null,
    Port integer not null,
    Generation integer not null,
    SiloName text not null,
    HostName text not null,
    Status integer not null,
    ProxyPort integer,
    SuspectTimes text,
    StartTime {time} not null,
    IAmAliveTime {time} not null,
    primary key (DeploymentId, Address, Port, Generation));

insert into OrleansQuery (QueryKey, QueryText) values ('InsertMembershipVersionKey', '
with born as (insert into OrleansMembershipVersion (DeploymentId, Version) values (@DeploymentId, 0) on conflict do nothing returning 1)
select count(*) from born');

insert into OrleansQuery (QueryKey, QueryText) values ('InsertMembershipKey', '
with turn as (
    update OrleansMembershipVersion v set Version = v.Version + 1 where v.DeploymentId = @DeploymentId and v.Version = @Version
        and not exists (select 1 from OrleansMembership m where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
    returning 1),
born as (
    insert into OrleansMembership (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from turn
    returning 1)
select count(*) from born');

insert into OrleansQuery (QueryKey, QueryText) values ('UpdateMembershipKey', '
with turn as (
    update OrleansMembershipVersion v set Version = v.Version + 1 where v.DeploymentId = @DeploymentId and v.Version = @Version
        and exists (select 1 from OrleansMembership m where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
    returning 1),
changed as (
    update OrleansMembership m set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime from turn
    where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
    returning 1)
select count(*) from changed');

insert into OrleansQuery (QueryKey, QueryText) values ('UpdateIAmAlivetimeKey', '
update OrleansMembership set IAmAliveTime = @IAmAliveTime
where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation');

insert into OrleansQuery (QueryKey, QueryText) values ('MembershipReadAllKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersion v left join OrleansMembership m on m.DeploymentId = v.DeploymentId
where v.DeploymentId = @DeploymentId');

insert into OrleansQuery (QueryKey, QueryText) values ('MembershipReadRowKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersion v left join OrleansMembership m on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
where v.DeploymentId = @DeploymentId');

insert into OrleansQuery (QueryKey, QueryText) values ('GatewaysQueryKey', '
select Address, ProxyPort, Generation from OrleansMembership where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0');

insert into OrleansQuery (QueryKey, QueryText) values ('DeleteMembershipTableEntriesKey', '
delete from OrleansMembership where DeploymentId = @DeploymentId;
delete from OrleansMembershipVersion where DeploymentId = @DeploymentId');

-- 3 is active: a silo that nobody has declared dead stays, however long it has said nothing.
insert into OrleansQuery (QueryKey, QueryText) values ('CleanupDefunctSiloEntriesKey', '
delete from OrleansMembership where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3');
