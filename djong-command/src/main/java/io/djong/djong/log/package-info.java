/// Where log lines go: the finder that gives `System.Logger` our loggers, and what lies between them and a file
/// descriptor.
@NullMarked
package io.djong.djong.log;

import org.jspecify.annotations.NullMarked;
