package io.djong.kubelet.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/logs/`: the node's own log files, as Go's file server shows them: folders as links, files as they are.
/// Nothing outside the folder is shown, not by a link either.
final class SystemLogs {
    private final @Nullable Path folder;

    /// @param folder null for none
    SystemLogs(@Nullable Path folder) {
        this.folder = folder;
    }

    void serve(Exchange exchange) throws Refusal {
        exchange.requireMethod("GET", "HEAD");
        if (folder == null) {
            throw new Refusal(405, "logs endpoint is disabled.");
        }
        var segments = exchange.segments();
        var named = String.join("/", segments.subList(1, segments.size()));
        try {
            var root = folder.toRealPath();
            var wanted = root.resolve(named).normalize();
            if (!wanted.startsWith(root)
                    || !Files.exists(wanted)
                    || !wanted.toRealPath().startsWith(root)) {
                throw new Refusal(404, "404 page not found\n");
            }
            if (Files.isDirectory(wanted)) {
                folder(exchange, wanted);
            } else {
                file(exchange, wanted);
            }
        } catch (IOException e) {
            throw new Refusal(500, "500 Internal Server Error\n");
        }
    }

    private static void folder(Exchange exchange, Path wanted) throws IOException {
        var raw = exchange.request.rawPath();
        if (!raw.endsWith("/")) {
            exchange.response.header("Location", raw + "/").send(301);
            return;
        }
        try (var entries = Files.list(wanted)) {
            var links = entries.map(each -> each.getFileName() + (Files.isDirectory(each) ? "/" : ""))
                    .sorted()
                    .map(each -> "<a href=\"" + escaped(each) + "\">" + escaped(each) + "</a>\n")
                    .collect(Collectors.joining());
            var page = "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n" + links
                    + "</pre>\n";
            exchange.send(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static void file(Exchange exchange, Path wanted) throws IOException {
        if (!Files.isRegularFile(wanted)) {
            exchange.text(403, "403 Forbidden\n");
            return;
        }
        exchange.response.header("Content-Type", "text/plain; charset=utf-8");
        var writer = exchange.response.stream(200);
        try (OutputStream out = writer.blocking()) {
            Files.copy(wanted, out);
        } catch (IOException e) {
            writer.abort();
        }
    }
}
