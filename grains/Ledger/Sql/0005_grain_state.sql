-- Where Orleans keeps grain state. It finds its statements in OrleansQuery by key and binds their parameters by name.
-- A version that comes back unchanged tells Orleans that somebody else wrote in between.
create table OrleansQuery (
    QueryKey text primary key,
    QueryText text not null);

create table OrleansStorage (
    GrainIdHash integer not null,
    GrainTypeHash integer not null,
    GrainIdN0 bigint not null,
    GrainIdN1 bigint not null,
    GrainTypeString text not null,
    GrainIdExtensionString text not null,
    ServiceId text not null,
    PayloadBinary {blob},
    Version integer not null,
    primary key (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId));

insert into OrleansQuery (QueryKey, QueryText) values ('ReadFromStorageKey', '
select PayloadBinary, Version from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') and ServiceId = @ServiceId');
