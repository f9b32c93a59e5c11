package io.djong.apiserver.content;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Constant parts of answers, encoded once.
final class Texts {
    static final byte[] NEWLINE = {'\n'};
    static final byte[] COMMA = {','};
    static final byte[] END_OF_EVENT = "}\n".getBytes(UTF_8);

    private Texts() {}
}
