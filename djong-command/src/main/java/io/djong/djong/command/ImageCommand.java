package io.djong.djong.command;

import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.kubelet.images.reference.ImageReference;
import io.djong.kubelet.images.store.ImageImport;
import io.djong.kubelet.images.store.RuntimeImages;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.rpc.RuntimeEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/// What the subcommands of `djong image` share: they talk to the machine's container runtime.
abstract class ImageCommand extends OptionsCommand {
    static final String SUMMARY = "Brings in, makes, lists and removes images of this machine's container runtime.";
    static final Option<String> ENDPOINT = Option.of(
                    "container-runtime-endpoint", OptionTypes.STRING, RuntimeEndpoint.OWN)
            .help("The socket of the container runtime.")
            .check(endpoint -> RuntimeEndpoint.parse(endpoint).isPresent()
                    ? null
                    : "must be an absolute path, with or without unix:// before it");

    ImageCommand(String path, String summary, Arguments arguments, Supplier<Options> options) {
        super(path, summary, arguments, options);
    }

    /// The group of them.
    static CommandGroup group() {
        return new CommandGroup(
                "djong image",
                SUMMARY,
                List.of(
                        new ImageLoadCommand(),
                        new ImageBuildCommand(),
                        new ImageListCommand(),
                        new ImageRemoveCommand()));
    }

    /// The container runtime, while a command runs.
    record ContainerRuntime(Environment environment, RpcSocket socket) {
        ImageImport imports() {
            return new ImageImport(environment, socket);
        }

        RuntimeImages images() {
            return new RuntimeImages(socket);
        }
    }

    /// What a command does with the runtime.
    @FunctionalInterface
    interface Work {
        int run(ContainerRuntime runtime) throws IOException, RpcException, InterruptedException;
    }

    /// Does the work, and turns what goes wrong into a sentence.
    final int withRuntime(Settings settings, Terminal terminal, Work work) throws InterruptedException {
        var path = RuntimeEndpoint.parse(settings.get(ENDPOINT)).orElseThrow();
        try (var environment = RealEnvironment.create();
                var socket = RpcSocket.open(environment, path)) {
            return work.run(new ContainerRuntime(environment, socket));
        } catch (IOException e) {
            return fail(terminal, Failure.sentence(e));
        } catch (RpcException e) {
            return fail(
                    terminal,
                    e.isUnavailable()
                            ? "no container runtime answers at " + path + ": "
                                    + (ClusterCommand.isRoot()
                                            ? "start a cluster with djong up, or name another by --" + ENDPOINT.flag()
                                            : "it is root's to use; run this again with sudo")
                            : Failure.sentence(e));
        }
    }

    /// The image that an argument names.
    static ImageReference reference(String name) throws IOException {
        return ImageReference.parse(name).orElseThrow(() -> new IOException("\"" + name + "\" is no image name"));
    }
}
