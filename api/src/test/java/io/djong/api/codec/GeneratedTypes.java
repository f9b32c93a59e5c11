package io.djong.api.codec;

import io.djong.api.meta.Codec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Every generated codec (tests only).
public final class GeneratedTypes {
    private GeneratedTypes() {}

    public record Generated(Class<?> type, Codec<Object> codec) {
        @Override
        public String toString() {
            return type.getName().replace("io.djong.api.types.", "");
        }
    }

    public static List<Generated> all() throws Exception {
        URI root = GeneratedTypes.class
                .getResource("/io/djong/api/types/Types.class")
                .toURI();
        Path folder = Path.of(root).resolveSibling("");
        try (Stream<Path> files = Files.walk(folder)) {
            var names = files.map(folder::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Codec.class"))
                    .sorted()
                    .toList();
            var all = new java.util.ArrayList<Generated>();
            for (String name : names)
                all.add(load("io.djong.api.types."
                        + name.substring(0, name.length() - 6).replace('/', '.')));
            return all;
        }
    }

    @SuppressWarnings("unchecked") // CODEC of XCodec reads X
    private static Generated load(String codecName) throws ReflectiveOperationException {
        var codec = (Codec<Object>) Class.forName(codecName).getField("CODEC").get(null);
        return new Generated(Class.forName(codecName.substring(0, codecName.length() - 5)), codec);
    }
}
