package io.djong.kubelet.cri;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every generated message: written and read again it is the same, and writing it again gives the same bytes.
class MessageProperties {
    static Stream<Class<?>> messages() throws Exception {
        var resource = MessageProperties.class.getResource("/io/djong/kubelet/cri/VersionRequest.class");
        Path root = Path.of(java.util.Objects.requireNonNull(resource).toURI())
                .resolveSibling("..")
                .normalize();
        try (var files = Files.walk(root)) {
            var classes = new ArrayList<Class<?>>();
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.');
                if (!name.startsWith("cri.") && !name.startsWith("containerd.")) continue;
                Class<?> type = Class.forName("io.djong.kubelet." + name.substring(0, name.length() - 6));
                if (type.isRecord()
                        && Stream.of(type.getMethods())
                                .anyMatch(method -> method.getName().equals("toBytes"))) classes.add(type);
            }
            return classes.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageSurvives(Class<?> type) throws Exception {
        for (int seed = 0; seed < 4; seed++) {
            Object value = message(type, new Random(seed), 3);
            byte[] bytes = (byte[]) type.getMethod("toBytes").invoke(value);
            Object again = type.getMethod("parse", byte[].class).invoke(null, (Object) bytes);
            assertThat(again).as("%s seed %d", type, seed).isEqualTo(value);
            assertThat((byte[]) type.getMethod("toBytes").invoke(again)).isEqualTo(bytes);
        }
    }

    private static Object message(Class<?> type, Random random, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), random, depth);
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object value(Type type, Random random, int depth) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType many) {
            Type element = many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
            boolean tooDeep = depth <= 0 || (depth == 1 && element instanceof Class<?> part && part.isRecord());
            int size = tooDeep ? 0 : random.nextInt(3);
            if (many.getRawType() == List.class) {
                var list = new ArrayList<Object>();
                for (int i = 0; i < size; i++)
                    list.add(java.util.Objects.requireNonNull(value(element, random, depth)));
                return list;
            }
            Map<String, Object> map = new TreeMap<>();
            for (int i = 0; i < size; i++)
                map.put("k" + i, java.util.Objects.requireNonNull(value(element, random, depth)));
            return map;
        }
        var raw = (Class<?>) type;
        if (raw == String.class) return "s" + random.nextInt(3);
        if (raw == byte[].class) return new byte[] {(byte) random.nextInt(), 2};
        if (raw == boolean.class || raw == Boolean.class) return random.nextBoolean();
        if (raw == int.class || raw == Integer.class) return random.nextInt();
        if (raw == long.class || raw == Long.class) return random.nextLong();
        if (raw == double.class || raw == Double.class) return random.nextDouble();
        if (raw.isEnum()) return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length - 1)];
        return depth <= 0 ? null : message(raw, random, depth - 1);
    }
}
