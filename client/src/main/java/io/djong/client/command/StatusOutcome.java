package io.djong.client.command;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.http.stream.CommandOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The end of a remote command as a `Status`: failures are internal errors in upstream's words, the
/// older protocols get the message alone.
public final class StatusOutcome implements CommandOutcome {
    @Override
    public byte[] failure(String message) {
        return Json.write(new Status(
                ListMeta.EMPTY,
                "Failure",
                "Internal error occurred: " + message,
                "InternalError",
                StatusDetails.EMPTY.withCauses(List.of(StatusCause.EMPTY.withMessage(message))),
                500));
    }

    @Override
    public byte[] legacy(byte[] status) {
        try {
            var read = Json.read(Status.TYPE, status);
            return read.status().equals("Success")
                    ? new byte[0]
                    : read.message().getBytes(StandardCharsets.UTF_8);
        } catch (JsonException e) {
            return status;
        }
    }
}
