package io.djong.apiserver.registry.migration;

import io.djong.api.types.apiserverinternal.v1alpha1.ApiServerInternalV1Alpha1;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersion;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersionStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// In which version each API server stores a resource.
public final class StorageVersions {
    private static final String UNSET = "<unset>";
    private static final int SHOWN_MAX = 3;

    private StorageVersions() {}

    /// The declaration.
    public static ResourceDeclaration<StorageVersion> declaration() {
        return ResourceDeclaration.of(
                        ApiServerInternalV1Alpha1.STORAGE_VERSIONS,
                        "/registry/storageversions",
                        new VersionStrategy(),
                        columns())
                .withSubresources(List.of(PartView.statusAlone(
                        StorageVersion.TYPE,
                        (kept, sent) -> kept.withStatus(sent.status()),
                        (validation, version, old) -> validation.checkUpdateStatus(version, old))));
    }

    private static ColumnTable<StorageVersion> columns() {
        return ColumnTable.<StorageVersion>named()
                .text(
                        "CommonEncodingVersion",
                        "In which all servers store it; unset while they differ.",
                        version -> Objects.requireNonNullElse(version.status().commonEncodingVersion(), UNSET))
                .text("StorageVersions", "What each server says.", StorageVersions::servers)
                .age();
    }

    private static String servers(StorageVersion version) {
        var servers = version.status().storageVersions();
        var text = servers.stream()
                .limit(SHOWN_MAX)
                .map(server -> server.apiServerID() + "=" + server.encodingVersion())
                .collect(Collectors.joining(","));
        if (servers.size() > SHOWN_MAX) {
            return text + " + " + (servers.size() - SHOWN_MAX) + " more...";
        }
        return text.isEmpty() ? UNSET : text;
    }

    private static final class VersionStrategy implements Strategy<StorageVersion> {
        @Override
        public StorageVersion prepareForCreate(StorageVersion version, OperationContext context) {
            return version.withStatus(StorageVersionStatus.EMPTY);
        }

        @Override
        public StorageVersion prepareForUpdate(StorageVersion version, StorageVersion old, OperationContext context) {
            return version.withStatus(old.status());
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
