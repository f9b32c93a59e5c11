package io.djong.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The textual encoding of RFC 7468: any number of blocks between `-----BEGIN X-----` and `-----END X-----`, with
/// anything else between them ignored, as Go's `encoding/pem` does.
public final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /// One block: its type (`CERTIFICATE`, `PRIVATE KEY`, …) and the DER bytes in it.
    public static final class Block {
        private final String type;
        private final byte[] der;

        Block(String type, byte[] der) {
            this.type = type;
            this.der = der;
        }

        public String type() {
            return type;
        }

        /// A fresh copy of the bytes.
        public byte[] der() {
            return der.clone();
        }
    }

    /// All blocks in their order; empty when there are none.
    ///
    /// @throws PkiException a block that does not end, or whose body is not base64
    public static List<Block> parse(String text) throws PkiException {
        List<Block> blocks = new ArrayList<>();
        String type = "";
        StringBuilder body = new StringBuilder();
        boolean inside = false;
        boolean header = false;
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (!inside) {
                if (line.startsWith(BEGIN)
                        && line.endsWith(DASHES)
                        && line.length() > BEGIN.length() + DASHES.length()) {
                    type = line.substring(BEGIN.length(), line.length() - DASHES.length());
                    inside = true;
                    body.setLength(0);
                }
            } else if (line.startsWith(END)) {
                if (!line.equals(END + type + DASHES)) {
                    throw new PkiException("The PEM block \"" + type + "\" ends with \"" + line + "\".");
                }
                blocks.add(new Block(type, decode(type, body.toString())));
                inside = false;
                header = false;
            } else if (line.indexOf(':') > 0) {
                header = true;
            } else if (line.isEmpty()) {
                header = false;
            } else if (!header) {
                body.append(line);
            }
        }
        if (inside) {
            throw new PkiException("The PEM block \"" + type + "\" has no end line.");
        }
        return List.copyOf(blocks);
    }

    private static byte[] decode(String type, String body) throws PkiException {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new PkiException("The PEM block \"" + type + "\" is not valid base64.", e);
        }
    }

    /// One block, ending with a line feed.
    public static String write(String type, byte[] der) {
        String body = new String(LINES.encode(der), StandardCharsets.US_ASCII);
        return BEGIN + type + DASHES + "\n" + body + "\n" + END + type + DASHES + "\n";
    }
}
