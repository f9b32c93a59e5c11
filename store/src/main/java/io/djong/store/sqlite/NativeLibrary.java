package io.djong.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the SQLite library is unpacked before it is loaded.
final class NativeLibrary {
    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /// Takes effect when the library has not been loaded and the property is not set already.
    static void unpackInto(@Nullable Path folder) throws IOException {
        if (folder != null && System.getProperty(FOLDER_PROPERTY) == null) {
            Files.createDirectories(folder);
            System.setProperty(FOLDER_PROPERTY, folder.toAbsolutePath().toString());
        }
    }
}
