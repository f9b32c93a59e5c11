package io.djong.apiserver.content;

import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Envelope;
import io.djong.apiserver.request.Failures;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Answers to bodies that do not even tell their kind.
final class UnreadableBody {
    private static final int SHOWN_BYTES = 30;
    private static final int MAGIC_BYTES = 4;

    private UnreadableBody() {}

    /// 400 with the beginning of the body.
    ///
    /// @param sent as it came, before any conversion
    static ApiException refusal(KubeType<?> type, byte[] sent, String why) {
        return Failures.badRequest("the object provided is unrecognized (must be of type " + type.kind() + "): " + why
                + " (" + beginning(sent) + ")");
    }

    private static String beginning(byte[] sent) {
        if (sent.length == 0) {
            return "<empty>";
        }
        int shown = Math.min(sent.length, SHOWN_BYTES);
        var text = sent[0] == '{'
                ? new String(sent, 0, shown, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(sent, 0, shown);
        return shown < sent.length ? text + " ..." : text;
    }

    /// Why these bytes are no protobuf of an object at all; "" when they may be.
    static String noEnvelope(byte[] sent) {
        if (sent.length == 0) {
            return "empty data";
        }
        if (!Envelope.startsWithMagic(sent)) {
            return "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]";
        }
        return sent.length == MAGIC_BYTES ? "empty body" : "";
    }

    /// In upstream's words where they do not name the message or field that is wrong, else in our own.
    static String why(WireException e) {
        return switch (e.reason()) {
            case "message cut short", "length beyond the end" -> "unexpected EOF";
            case "varint longer than 10 bytes" -> "proto: integer overflow";
            case "negative length" -> "proto: negative length found during unmarshaling";
            case "wire type 6" -> "proto: illegal wireType 6";
            case "wire type 7" -> "proto: illegal wireType 7";
            default -> String.valueOf(e.getMessage());
        };
    }
}
