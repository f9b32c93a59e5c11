package io.djong.apiserver.audit;

import java.nio.file.Path;

/// Where the audit log goes, and what goes into it.
///
/// @param path of the file (`--audit-log-path`)
/// @param policy what is written
/// @param sizeBytesMax the file is set aside when it is larger (`--audit-log-maxsize`, there in MB); 0 for
///     never
/// @param backupsMax how many are kept of those set aside (`--audit-log-maxbackup`); 0 for all
public record AuditConfig(Path path, AuditPolicy policy, long sizeBytesMax, int backupsMax) {}
