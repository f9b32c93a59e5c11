package io.djong.apiserver.registry.storage;

import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.CSIDriverSpec;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.types.storage.v1.TokenRequest;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;
import java.util.stream.Collectors;

/// What drivers of volumes need and can do.
public final class CSIDrivers {
    private static final String TOKENS_IN_SECRETS = "spec.serviceAccountTokenInSecrets is unset; if supported by this"
            + " CSI driver, set to true to prevent possible logging of tokens in volume attributes";

    private CSIDrivers() {}

    /// The declaration.
    public static ResourceDeclaration<CSIDriver> declaration() {
        return ResourceDeclaration.of(StorageV1.CSI_DRIVERS, "/registry/csidrivers", new DriverStrategy(), columns());
    }

    /// `preventPodSchedulingIfMissing` is behind a gate that is off by default.
    private static final class DriverStrategy implements Strategy<CSIDriver> {
        @Override
        public CSIDriver prepareForCreate(CSIDriver driver, OperationContext context) {
            return driver.withSpec(driver.spec().withPreventPodSchedulingIfMissing(null));
        }

        @Override
        public CSIDriver prepareForUpdate(CSIDriver given, CSIDriver old, OperationContext context) {
            var driver = old.spec().preventPodSchedulingIfMissing() == null
                    ? given.withSpec(given.spec().withPreventPodSchedulingIfMissing(null))
                    : given;
            return driver.spec().equals(old.spec())
                    ? driver
                    : Metadata.with(
                            driver, meta -> meta.withGeneration(old.metadata().generation() + 1));
        }

        @Override
        public List<String> warningsOnCreate(CSIDriver driver) {
            return exposesTokens(driver.spec()) ? List.of(TOKENS_IN_SECRETS) : List.of();
        }

        @Override
        public List<String> warningsOnUpdate(CSIDriver driver, CSIDriver old) {
            boolean same = driver.spec().tokenRequests().equals(old.spec().tokenRequests());
            return same ? List.of() : warningsOnCreate(driver);
        }

        private static boolean exposesTokens(CSIDriverSpec spec) {
            return !spec.tokenRequests().isEmpty() && spec.serviceAccountTokenInSecrets() == null;
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<CSIDriver> columns() {
        return ColumnTable.<CSIDriver>named()
                .column(
                        "AttachRequired",
                        "boolean",
                        "",
                        0,
                        "Whether volumes must be attached before they are mounted.",
                        (driver, now) -> !Boolean.FALSE.equals(driver.spec().attachRequired()))
                .column(
                        "PodInfoOnMount",
                        "boolean",
                        "",
                        0,
                        "Whether the driver is told about the pod.",
                        (driver, now) -> Boolean.TRUE.equals(driver.spec().podInfoOnMount()))
                .column(
                        "StorageCapacity",
                        "boolean",
                        "",
                        0,
                        "Whether the scheduler looks at what is left.",
                        (driver, now) -> Boolean.TRUE.equals(driver.spec().storageCapacity()))
                .text("TokenRequests", "For whom the driver gets tokens of the pod.", CSIDrivers::audiences)
                .column(
                        "RequiresRepublish",
                        "boolean",
                        "",
                        0,
                        "Whether volumes are published again from time to time.",
                        (driver, now) -> Boolean.TRUE.equals(driver.spec().requiresRepublish()))
                .text(
                        "Modes",
                        "Whether volumes outlive pods.",
                        driver -> Cells.orNone(String.join(",", driver.spec().volumeLifecycleModes())))
                .age();
    }

    private static String audiences(CSIDriver driver) {
        var requests = driver.spec().tokenRequests();
        return requests.isEmpty()
                ? "<unset>"
                : requests.stream().map(TokenRequest::audience).collect(Collectors.joining(","));
    }
}
