package io.djong.kubelet.images.archive;

/// A processor architecture, by the name that image configurations use for it (Go's).
public enum Architecture {
    AMD64("amd64", 62),
    ARM64("arm64", 183);

    private final String imageName;
    private final int elfMachine;

    Architecture(String imageName, int elfMachine) {
        this.imageName = imageName;
        this.elfMachine = elfMachine;
    }

    /// The name in an image's configuration and in a manifest's platform.
    public String imageName() {
        return imageName;
    }

    /// The value of `e_machine` in an ELF header.
    int elfMachine() {
        return elfMachine;
    }

    /// The architecture of this machine, by the JVM's name for it (`os.arch`).
    ///
    /// @throws IllegalArgumentException when Djong makes no images for it
    public static Architecture ofJvm(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> AMD64;
            case "aarch64", "arm64" -> ARM64;
            default -> throw new IllegalArgumentException("no images are made for the architecture " + osArch);
        };
    }
}
