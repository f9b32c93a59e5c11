package io.djong.apigenerator;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// What types and fields mean, for people: taken from the annotations of the published Java client,
/// whose models are made from upstream's OpenAPI document. A type that it does not have goes
/// without.
final class Descriptions implements AutoCloseable {
    private static final String FOLDER = "io/kubernetes/client/openapi/models/";

    private final ZipFile models;

    Descriptions(Path clientJar) throws IOException {
        models = new ZipFile(clientJar.toFile());
    }

    /// One line per type and field that is described: `T` name text, `F` name text, separated by tabs.
    String text(Schema schema, SchemaPackage owner) throws IOException, SchemaException {
        var out = new StringBuilder();
        for (Declaration declaration : owner.declarations().values()) {
            if (!(declaration instanceof Declaration.Struct struct)) continue;
            ZipEntry entry = entry(owner, struct.name());
            if (entry == null) continue;
            ClassModel model = ClassFile.of().parse(models.getInputStream(entry).readAllBytes());
            row(out, "T", struct.name(), annotation(model, "ApiModel", "description"));
            var getters = getters(model);
            for (Component field : Component.of(schema, owner, struct)) {
                row(out, "F", field.json(), getters.getOrDefault(bare(field.json()), ""));
            }
        }
        if (owner.name().equals("meta/v1")) typeMeta(out);
        return out.toString();
    }

    /// What `apiVersion` and `kind` mean, once for all kinds, as fields of `TypeMeta`.
    private void typeMeta(StringBuilder out) throws IOException {
        ZipEntry entry = models.getEntry(FOLDER + "V1Status.class");
        if (entry == null) return;
        var getters = getters(ClassFile.of().parse(models.getInputStream(entry).readAllBytes()));
        row(out, "T", "TypeMeta", "");
        for (String name : List.of("apiVersion", "kind")) row(out, "F", name, getters.getOrDefault(bare(name), ""));
    }

    private static void row(StringBuilder out, String letter, String name, String text) {
        boolean ofItsType = text.startsWith("JSON represents any valid JSON value");
        if ((text.isEmpty() || ofItsType) && !letter.equals("T")) return;
        String oneLine = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ");
        out.append(letter)
                .append('\t')
                .append(name)
                .append('\t')
                .append(oneLine)
                .append('\n');
    }

    /// `CoreV1EndpointPort`, or `V1EndpointPort` where no other group has that name.
    private @Nullable ZipEntry entry(SchemaPackage owner, String name) {
        String group = title(owner.name().substring(0, owner.name().indexOf('/')));
        String version = title(owner.version());
        ZipEntry own = models.getEntry(FOLDER + group + version + name + ".class");
        return own != null ? own : models.getEntry(FOLDER + version + name + ".class");
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Map<String, String> getters(ClassModel model) {
        var found = new HashMap<String, String>();
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            if (name.startsWith("get"))
                found.put(bare(name.substring(3)), annotation(method, "ApiModelProperty", "value"));
        }
        return found;
    }

    /// Letters and digits only, in lower case: how names of getters and of JSON members meet.
    private static String bare(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static String annotation(AttributedElement element, String type, String member) {
        var all = element.findAttribute(Attributes.runtimeVisibleAnnotations());
        if (all.isEmpty()) return "";
        for (Annotation annotation : all.get().annotations()) {
            if (!annotation.className().stringValue().endsWith("/" + type + ";")) continue;
            for (AnnotationElement part : annotation.elements()) {
                boolean wanted = part.name().stringValue().equals(member);
                if (wanted && part.value() instanceof AnnotationValue.OfString text) return text.stringValue();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        models.close();
    }
}
