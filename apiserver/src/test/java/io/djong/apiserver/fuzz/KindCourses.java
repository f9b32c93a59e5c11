package io.djong.apiserver.fuzz;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Subresource;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.cel.AdmissionCompiler;
import io.djong.cel.SchemaRuleCompiler;
import io.djong.cel.SelectorCompiler;
import io.djong.store.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The courses of every kind in every version that is built, by `apps/v1.Deployment`.
final class KindCourses {
    private final Map<String, Course> byName = new TreeMap<>();
    private final Validation validation =
            new Validation(true, new AdmissionCompiler(), new SchemaRuleCompiler(), new SelectorCompiler());
    private final KindSamples samples;

    private KindCourses(KindSamples samples) {
        this.samples = samples;
    }

    static KindCourses all() {
        try (var environment = VirtualEnvironment.sealed(1)) {
            var courses = new KindCourses(KindSamples.read());
            var config = ApiServerConfig.inProcess().withEnablement(ApiEnablement.everything());
            var server = new ApiServer(environment, new MemoryStore(environment), config, new MetricRegistry());
            server.core().kinds().forEach(kind -> courses.add(kind.declaration()));
            server.core()
                    .actions()
                    .forEach(action -> courses.add(action.resource().type()));
            return courses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <H extends KubeObject> void add(ResourceDeclaration<H> declaration) {
        add(declaration, Version.hub(declaration.resource()));
        declaration.alternates().forEach(alternate -> add(declaration, version(alternate)));
        for (var subresource : declaration.subresources()) {
            switch (subresource) {
                case Subresource.Action<H, ?> action -> add(action.type());
                case Subresource.View<H, ?> view -> add(view.type());
                case Subresource.Connect<H> _ -> {}
            }
        }
    }

    private <V extends KubeObject> void add(KubeType<V> type) {
        byName.putIfAbsent(name(type), new QuestionCourse<>(type, samples.of(type)));
    }

    private static <H extends KubeObject, V extends KubeObject> Version<H, V> version(
            AlternateVersion<H, V> alternate) {
        return new Version<>(alternate.resource(), alternate.fromHub(), alternate.toHub(), false);
    }

    private <H extends KubeObject, V extends KubeObject> void add(
            ResourceDeclaration<H> declaration, Version<H, V> version) {
        byName.put(
                name(version.resource().type()),
                new KindCourse<>(
                        declaration,
                        version,
                        validation,
                        samples.of(version.resource().type())));
    }

    private static String name(KubeType<?> type) {
        return type.apiVersion() + "." + type.kind();
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Course of(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }
}
