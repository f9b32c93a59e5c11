package io.djong.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonString;
import io.djong.api.types.Types;
import io.djong.api.types.core.v1.Pod;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TypeSchemaTest {
    private static FieldSchema field(String type, String name) {
        return Objects.requireNonNull(TypeSchema.of(type).field(name));
    }

    @Test
    void mergeKeysListKindsAndDefaultsAreKnown() {
        var containers = field("core/v1.PodSpec", "containers");
        assertThat(containers.merges()).isTrue();
        assertThat(containers.mergeKey()).isEqualTo("name");
        assertThat(containers.listKind()).isEqualTo(ListKind.MAP);
        assertThat(containers.listKeys()).containsExactly("name");
        assertThat(containers.type().go()).isEqualTo("[]v1.Container");
        assertThat(field("core/v1.PodSpec", "volumes").patchStrategies()).containsExactly("merge", "retainKeys");
        assertThat(field("apps/v1.DeploymentSpec", "strategy").patchStrategies())
                .containsExactly("retainKeys");
        assertThat(field("core/v1.ContainerPort", "protocol").defaultValue()).isEqualTo(new JsonString("TCP"));
        assertThat(field("core/v1.ServiceSpec", "selector").structKind()).isEqualTo("atomic");
        assertThat(field("core/v1.Container", "ports").listKeys()).containsExactly("containerPort", "protocol");
    }

    @Test
    void fieldsTakenFromOtherTypesSayWhere() {
        assertThat(field("core/v1.Volume", "emptyDir").embeddedIn()).containsExactly("VolumeSource");
        assertThat(field("admissionregistration/v1.NamedRuleWithOperations", "apiGroups")
                        .embeddedIn())
                .containsExactly("RuleWithOperations", "Rule");
    }

    @Test
    void everyTypeOfEveryPackageResolves() {
        int fields = 0;
        for (String version : Types.VERSIONS) {
            for (var resource : Types.resources(version)) {
                String name = resource.type().schemaName();
                for (var type : TypeSchema.in(name.substring(0, name.indexOf('.')))) {
                    for (var field : type.fields()) {
                        fields += field.type() instanceof FieldType.Struct struct
                                        && struct.schema().name().isEmpty()
                                ? 0
                                : 1;
                        assertThat(field.defaultText().isEmpty()).isEqualTo(field.defaultValue() == null);
                    }
                }
            }
        }
        assertThat(fields).isGreaterThan(3000);
        assertThat(Pod.TYPE.schema().openApiName()).isEqualTo("io.k8s.api.core.v1.Pod");
        assertThat(TypeSchema.find("core/v1.Nothing")).isNull();
    }
}
