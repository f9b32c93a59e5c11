package io.djong.djong.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// What `java.util.logging` asks for its configuration (`java.util.logging.config.class` in `jvm.options`): the JVM
/// makes one when a library first logs, so that a start without such a line pays nothing.
public final class JavaLoggingConfig {
    /// @throws IOException never: the text is in memory
    public JavaLoggingConfig() throws IOException {
        var text = "handlers=" + JavaLoggingHandler.class.getName();
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
