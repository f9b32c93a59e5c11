package io.djong.djong.command;

import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.kubelet.images.archive.Architecture;
import io.djong.kubelet.images.archive.ElfFile;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.archive.ImageBuild;
import io.djong.kubelet.images.archive.ImageRecipe;
import io.djong.kubelet.images.archive.ImageRecipe.LayerFile;
import io.djong.kubelet.images.reference.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `djong image build IMAGE PROGRAM [-- ARGUMENT...]`: an image from one static program.
final class ImageBuildCommand extends ImageCommand {
    private static final Option<String> OUTPUT = Option.of("output", OptionTypes.STRING, "")
            .help("Write an OCI archive to this `file` instead of loading the image.");
    private static final Option<String> AT = Option.of("at", OptionTypes.STRING, "")
            .help("The `path` of the program in the image; /bin/ and its name unless set.")
            .check(path -> path.isEmpty() || path.startsWith("/") ? null : "must be an absolute path");
    private static final Option<List<String>> LINKS = Option.of("link", OptionTypes.STRING_ARRAY, List.<String>of())
            .help("One more `path` that leads to the program, by a symbolic link; may be given several times.");
    private static final Option<SortedMap<String, String>> ENVIRONMENT = Option.of(
                    "env", OptionTypes.MAP, (SortedMap<String, String>) new TreeMap<String, String>())
            .help("Environment variables of the container, as NAME=VALUE; may be given several times.");
    private static final Option<String> USER = Option.of("user", OptionTypes.STRING, "")
            .help("Who runs the program: a number, or two with a colon between them; root unless set.");

    ImageBuildCommand() {
        super(
                "djong image build",
                "Makes an image from one static program.",
                new Arguments("IMAGE PROGRAM [-- ARGUMENT...]", 2, Integer.MAX_VALUE),
                () -> Options.of(OUTPUT, AT, LINKS, ENVIRONMENT, USER, ENDPOINT));
    }

    @Override
    int run(Settings settings, List<String> arguments, Terminal terminal) throws InterruptedException {
        ImageBuild build;
        try {
            build = ImageBuild.of(recipe(settings, arguments));
            if (!settings.get(OUTPUT).isEmpty()) {
                Files.write(Path.of(settings.get(OUTPUT)), build.archive());
                terminal.out().println("wrote " + build.name() + " to " + settings.get(OUTPUT));
                return DONE;
            }
        } catch (IOException e) {
            return fail(terminal, Failure.sentence(e));
        }
        return withRuntime(settings, terminal, runtime -> {
            var file = Files.createTempFile("djong-image", ".tar");
            try {
                Files.write(file, build.archive());
                for (ImageReference loaded : runtime.imports().load(ImageArchive.open(file), List.of())) {
                    terminal.out().println("built " + loaded);
                }
                return DONE;
            } finally {
                Files.delete(file);
            }
        });
    }

    static ImageRecipe recipe(Settings settings, List<String> arguments) throws IOException {
        var name = reference(arguments.get(0));
        var source = Path.of(arguments.get(1));
        var at = settings.get(AT).isEmpty() ? "/bin/" + source.getFileName() : settings.get(AT);
        if (!Files.isReadable(source)) {
            throw new IOException(source + ": there is no such file, or it cannot be read");
        }
        var program = Files.readAllBytes(source);
        var files = new ArrayList<LayerFile>();
        addWithFolders(files, LayerFile.file(at.substring(1), 0755, program));
        for (String link : settings.get(LINKS)) {
            addWithFolders(files, LayerFile.link(Path.of("/", link).toString().substring(1), at));
        }
        return new ImageRecipe(
                name.toString(),
                architecture(source, program),
                files,
                List.of(at),
                arguments.subList(2, arguments.size()),
                settings.get(ENVIRONMENT),
                "/",
                settings.get(USER));
    }

    private static Architecture architecture(Path source, byte[] program) throws IOException {
        var elf = ElfFile.parse(program)
                .orElseThrow(() ->
                        new IOException(source + " is no Linux program; an image of one file can hold nothing else"));
        if (!elf.isStatic()) {
            throw new IOException(
                    source + " is not linked statically: the libraries that it needs would be missing in the image");
        }
        return Optional.ofNullable(elf.architecture())
                .orElseThrow(() -> new IOException(source + " is for another processor than amd64 and arm64"));
    }

    private static void addWithFolders(List<LayerFile> files, LayerFile file) {
        var parent = Path.of(file.entry().name()).getParent();
        if (parent != null) {
            for (int i = 1; i <= parent.getNameCount(); i++) {
                var folder = LayerFile.directory(parent.subpath(0, i).toString(), 0755);
                if (files.stream().noneMatch(known -> known.entry().equals(folder.entry()))) {
                    files.add(folder);
                }
            }
        }
        files.add(file);
    }
}
