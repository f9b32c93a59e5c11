package io.djong.apiserver.options;

import io.djong.apiserver.audit.AuditConfig;
import io.djong.apiserver.audit.AuditPolicy;
import io.djong.base.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// From the flags about the audit log to what goes where.
final class AuditSettings {
    private static final System.Logger LOG = System.getLogger(AuditSettings.class.getName());

    private final Settings settings;

    AuditSettings(Settings settings) {
        this.settings = settings;
    }

    /// Null when nothing is written: without a file or, as upstream, without a policy.
    @Nullable
    AuditConfig config() throws OptionsException {
        var path = settings.get(ApiServerOptions.AUDIT_LOG_PATH);
        var policy = settings.get(ApiServerOptions.AUDIT_POLICY_FILE);
        if (path.isEmpty() || policy.isEmpty()) {
            if (!path.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "no --audit-policy-file: no audit events will be recorded");
            }
            return null;
        }
        var file = path.equals("-") ? Path.of("/dev/stdout") : Path.of(path);
        try {
            return new AuditConfig(
                    file,
                    AuditPolicy.parse(Files.readAllBytes(Path.of(policy))),
                    path.equals("-") ? 0 : (long) settings.get(ApiServerOptions.AUDIT_LOG_MAXSIZE) << 20,
                    settings.get(ApiServerOptions.AUDIT_LOG_MAXBACKUP));
        } catch (IOException | IllegalArgumentException e) {
            throw new OptionsException("--audit-policy-file " + policy + ": " + ApiServerSettings.reason(e), e);
        }
    }
}
