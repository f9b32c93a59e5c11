package io.djong.api.codec;

import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.Bytes;
import io.djong.api.meta.FieldsV1;
import io.djong.api.meta.IntOrString;
import io.djong.api.meta.RawExtension;
import io.djong.api.meta.Times;
import io.djong.api.quantity.Quantity;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Random values of generated types, by reflection (tests only).
public final class RandomRecords {
    private static final String[] WORDS = {
        "",
        "a",
        "name",
        "ü \"q\" \\ \n",
        "<b>&",
        "日本",
        "😀",
        "x".repeat(70),
        "\u2028",
        "registry.example/app:1",
        "10.0.0.1",
        "fd00::1",
        "10.0.0.0/8",
        "256.1.1.1",
        "*/5 * * * *",
        "@every 1h",
        "CRON_TZ=UTC * * * * *",
        "50%",
        "101%",
        "a=b,c in (d)",
        "TCP",
        "Always",
        "https",
        "/a/../b",
        "../",
        ".",
        "*.example.com",
        "a.b/c",
        "-1",
        "99999999999999999999",
        "$(A)",
        "$(A",
        "{}",
        "0x7f",
        "1e999",
        "kubernetes.io/",
        "Etc/UTC",
        "P1D",
        "^(a+)+$"
    };
    private static final String[] QUANTITIES = {"0", "1", "100m", "1Gi", "2500m", "1k", "-3", "12Mi", "1e3"};

    private final RandomGenerator random;
    private final boolean full;

    /// @param full every field is set as far as depth allows
    public RandomRecords(RandomGenerator random, boolean full) {
        this.random = random;
        this.full = full;
    }

    /// @param depth how many types deep it goes
    public Object record(Class<?> type, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        var arguments = new @Nullable Object[components.length];
        var parameters = new Class<?>[components.length];
        boolean union = type.getSimpleName().startsWith("JSONSchemaPropsOr");
        int chosen = union ? random.nextInt(components.length) : -1;
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            boolean zero = union ? i != chosen : !full && random.nextInt(3) > 0;
            arguments[i] = value(components[i].getAnnotatedType(), components[i].getType(), depth, zero);
        }
        if (type.getSimpleName().equals("JSONSchemaPropsOrBool") && arguments[1] != null) arguments[0] = true;
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        return constructor.newInstance(arguments);
    }

    private @Nullable Object value(AnnotatedType annotated, Class<?> type, int depth, boolean zero)
            throws ReflectiveOperationException {
        boolean nullable = annotated.isAnnotationPresent(Nullable.class);
        if (nullable && (zero || tooDeep(type, depth))) return null;
        if (type == List.class || type == Map.class) return many(annotated, type, depth, zero);
        if (type.isRecord() && type.getName().contains(".types.")) {
            return zero || tooDeep(type, depth) ? type.getField("EMPTY").get(null) : record(type, depth - 1);
        }
        return leaf(type, zero);
    }

    /// A union without a value cannot be told from none, so it needs room for one.
    private static boolean tooDeep(Class<?> type, int depth) {
        if (!type.isRecord() || !type.getName().contains(".types.")) return false;
        return depth <= (type.getSimpleName().startsWith("JSONSchemaPropsOr") ? 2 : 0);
    }

    private Object many(AnnotatedType annotated, Class<?> type, int depth, boolean zero)
            throws ReflectiveOperationException {
        AnnotatedType[] arguments = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
        AnnotatedType element = arguments[arguments.length - 1];
        Class<?> elementType = element.getType() instanceof Class<?> raw ? raw : List.class;
        boolean empty = zero || tooDeep(elementType, depth - 1);
        int size = empty ? 0 : 1 + random.nextInt(3);
        if (type == List.class) {
            var list = new ArrayList<Object>();
            for (int i = 0; i < size; i++)
                list.add(Objects.requireNonNull(value(element, elementType, depth - 1, false)));
            return list;
        }
        var map = new OrderedMap.Collector<Object>();
        for (int i = 0; i < size; i++)
            map.add(text() + i, Objects.requireNonNull(value(element, elementType, depth - 1, false)));
        return map;
    }

    private Object leaf(Class<?> type, boolean zero) {
        if (type == String.class) return zero ? "" : text();
        if (type == boolean.class || type == Boolean.class) return !zero && random.nextBoolean();
        if (type == int.class || type == Integer.class) return zero ? 0 : (int) number();
        if (type == long.class || type == Long.class) return zero ? 0L : number();
        if (type == double.class || type == Double.class)
            return zero ? 0.0 : random.nextDouble() * Math.pow(10, random.nextInt(-30, 30));
        if (type == Bytes.class) return zero ? Bytes.EMPTY : Bytes.utf8(text());
        if (type == Instant.class)
            return zero ? Times.ZERO : Instant.ofEpochSecond(random.nextLong(-62135596799L, 253402300799L));
        if (type == Quantity.class) return zero ? Quantity.ZERO : quantity();
        if (type == IntOrString.class)
            return zero
                    ? IntOrString.EMPTY
                    : random.nextBoolean() ? IntOrString.of((int) number()) : IntOrString.of(text());
        if (type == RawExtension.class) return zero ? RawExtension.EMPTY : RawExtension.of(tree());
        if (type == FieldsV1.class) return zero ? FieldsV1.EMPTY : new FieldsV1(Bytes.trusted(tree().toBytes()));
        if (type == JsonValue.class) return tree();
        throw new IllegalArgumentException("no random value of " + type);
    }

    private String text() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private long number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10);
            case 1 -> -random.nextInt(1000);
            case 2 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    private Quantity quantity() {
        try {
            return Quantity.parse(QUANTITIES[random.nextInt(QUANTITIES.length)]);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonValue tree() {
        return random.nextBoolean() ? new JsonString(text()) : JsonNumber.of(number());
    }
}
