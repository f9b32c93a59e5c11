package io.djong.djong.dist;

import io.djong.djong.command.Djong;
import java.io.File;
import java.io.IOException;
import java.util.zip.ZipFile;

/// The training run of the AOT cache: does, once, what a Djong process does, so that the cache holds its classes
/// loaded and linked and knows its hot methods. `bin/djong train` starts it.
public final class Training {
    private Training() {}

    /// Prints how many classes were loaded besides those that running needed.
    public static void main(String[] args) throws IOException {
        for (String[] command : new String[][] {{"--help"}, {"version"}}) {
            Djong.run(command);
        }
        System.out.println("loaded " + loadOurClasses() + " classes");
    }

    /// Loads the rest of our own classes: a server meets most of them sooner or later, and a class that the training
    /// did not load is not in the cache.
    private static int loadOurClasses() throws IOException {
        int loaded = 0;
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!jar.endsWith(".jar")) {
                continue;
            }
            try (var zip = new ZipFile(jar)) {
                for (var entry : zip.stream().toList()) {
                    var name = entry.getName();
                    if (name.startsWith("io/djong/")
                            && name.endsWith(".class")
                            && !name.endsWith("package-info.class")) {
                        loaded += load(name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'));
                    }
                }
            }
        }
        return loaded;
    }

    private static int load(String name) {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
            return 1;
        } catch (ClassNotFoundException | LinkageError e) {
            System.out.println("left out " + name + ": " + e);
            return 0;
        }
    }
}
