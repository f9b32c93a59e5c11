package io.djong.kubelet.images.archive;

import io.djong.kubelet.images.archive.ImageRecipe.LayerFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The images that Djong makes on the machine, so that a cluster and its first application need no registry.
public final class BuiltInImages {
    /// The image of a pod's sandbox. containerd is told to use this one.
    public static final String PAUSE = "localhost/djong/pause:1";
    /// A small web server with a shell, for the first steps.
    public static final String HELLO = "localhost/djong/hello:1";

    /// What a shell in a container is expected to have; each is a link to the one program.
    private static final String APPLETS =
            "[ ash awk base64 basename cat chmod chown clear cp cut date dd df diff dirname dmesg du echo env expr false find free grep gunzip"
                    + " gzip head hexdump hostname httpd id ifconfig ip kill killall less ln ls md5sum mkdir mkfifo mktemp more mount mv nc netstat"
                    + " nslookup ping ping6 pidof printf ps pwd readlink realpath rm rmdir route sed seq sh sha256sum"
                    + " sleep sort stat strings stty su sync tail tar tee telnet test timeout top touch tr traceroute true tty umount uname uniq"
                    + " uptime vi watch wc wget which whoami xargs yes zcat";

    /// Process 1 of the container: serves a page that says who answers, and ends at once when it is told to.
    private static final String SERVE = """
            #!/bin/sh
            # Serves one page that names this pod, on port $PORT (8080 unless set), until told to end.
            trap 'exit 0' TERM INT
            mkdir -p /tmp/www
            echo "${GREETING:-Hello} from $(hostname)" > /tmp/www/index.html
            httpd -f -p "${PORT:-8080}" -h /tmp/www &
            wait $!
            """;

    private BuiltInImages() {}

    /// The recipe of [#PAUSE].
    public static ImageRecipe pause(Architecture architecture) {
        var program = LayerFile.file("pause", 0755, PauseProgram.executable(architecture));
        return new ImageRecipe(
                PAUSE, architecture, List.of(program), List.of("/pause"), List.of(), Map.of(), "/", "65535:65535");
    }

    /// The recipe of [#HELLO].
    ///
    /// @param busybox the content of a static busybox for the architecture
    public static ImageRecipe hello(Architecture architecture, byte[] busybox) {
        var files = new ArrayList<LayerFile>();
        for (String folder : List.of("bin", "etc", "root", "var", "var/log")) {
            files.add(LayerFile.directory(folder, 0755));
        }
        files.add(LayerFile.directory("tmp", 01777));
        files.add(LayerFile.file("bin/busybox", 0755, busybox));
        for (String applet : APPLETS.split(" ")) {
            files.add(LayerFile.link("bin/" + applet, "busybox"));
        }
        files.add(LayerFile.file("bin/serve", 0755, bytes(SERVE)));
        files.add(LayerFile.file(
                "etc/passwd", 0644, bytes("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n")));
        files.add(LayerFile.file("etc/group", 0644, bytes("root:x:0:\nnogroup:x:65534:\n")));
        return new ImageRecipe(
                HELLO, architecture, files, List.of(), List.of("/bin/serve"), Map.of("PATH", "/bin"), "/", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
