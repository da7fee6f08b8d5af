insert into OrleansQuery (QueryKey, QueryText) values ('WriteToStorageKey', '
with born as (
    insert into OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
    select @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId, @PayloadBinary, 1 where @GrainStateVersion is null
    on conflict do nothing
    returning Version),
grown as (
    update OrleansStorage set PayloadBinary = @PayloadBinary, Version = Version + 1
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') and ServiceId = @ServiceId and Version = @GrainStateVersion
    returning Version)
select coalesce((select Version from born), (select Version from grown), @GrainStateVersion) as NewGrainStateVersion');

insert into OrleansQuery (QueryKey, QueryText) values ('ClearStorageKey', '
with cleared as (
    update OrleansStorage set PayloadBinary = null, Version = Version + 1
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString and GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') and ServiceId = @ServiceId and Version = @GrainStateVersion
    returning Version)
select coalesce((select Version from cleared), @GrainStateVersion) as NewGrainStateVersion');
