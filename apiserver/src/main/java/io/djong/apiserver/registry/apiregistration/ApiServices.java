package io.djong.apiserver.registry.apiregistration;

import io.djong.api.types.apiregistration.v1.APIService;
import io.djong.api.types.apiregistration.v1.APIServiceCondition;
import io.djong.api.types.apiregistration.v1.APIServiceStatus;
import io.djong.api.types.apiregistration.v1.ApiRegistrationV1;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Groups and versions that other servers answer for, or this one.
public final class ApiServices {
    private static final String AVAILABLE = "Available";

    private ApiServices() {}

    /// The declaration.
    public static ResourceDeclaration<APIService> declaration() {
        return ResourceDeclaration.of(
                        ApiRegistrationV1.API_SERVICES,
                        "/registry/apiregistration.k8s.io/apiservices",
                        new Registrations(),
                        columns())
                .withSubresources(List.of(PartView.status(APIService.TYPE, ApiServices::writeStatus)))
                .unenforced();
    }

    private static APIService writeStatus(APIService current, APIService sent) {
        var old = current.metadata();
        return Metadata.with(
                sent.withSpec(current.spec()),
                meta -> meta.withLabels(old.labels())
                        .withAnnotations(old.annotations())
                        .withFinalizers(old.finalizers())
                        .withOwnerReferences(old.ownerReferences()));
    }

    private static ColumnTable<APIService> columns() {
        return ColumnTable.<APIService>named()
                .text("Service", "Who answers.", ApiServices::service)
                .text("Available", "Whether it can be asked.", ApiServices::available)
                .age();
    }

    private static String service(APIService registration) {
        var service = registration.spec().service();
        return service == null ? "Local" : service.namespace() + "/" + service.name();
    }

    private static String available(APIService registration) {
        for (var condition : registration.status().conditions()) {
            if (condition.type().equals(AVAILABLE)) {
                return condition.status().equals("True") || condition.reason().isEmpty()
                        ? condition.status()
                        : condition.status() + " (" + condition.reason() + ")";
            }
        }
        return "Unknown";
    }

    private static final class Registrations implements Strategy<APIService> {
        /// What this server answers for itself can be asked at once.
        @Override
        public APIService prepareForCreate(APIService registration, OperationContext context) {
            if (registration.spec().service() != null) {
                return registration.withStatus(APIServiceStatus.EMPTY);
            }
            var local = new APIServiceCondition(
                    AVAILABLE,
                    "True",
                    context.now().truncatedTo(ChronoUnit.SECONDS),
                    "Local",
                    "Local APIServices are always available");
            return registration.withStatus(new APIServiceStatus(List.of(local)));
        }

        @Override
        public APIService prepareForUpdate(APIService registration, APIService old, OperationContext context) {
            return registration.withStatus(old.status());
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
