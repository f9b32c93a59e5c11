package io.djong.client.events;

import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Event;

/// What changes in a known event when it happens once more.
final class EventPatch {
    private EventPatch() {}

    static byte[] of(Event event) {
        return JsonObject.EMPTY
                .with("count", JsonNumber.of(event.count()))
                .with("lastTimestamp", new JsonString(Times.seconds(event.lastTimestamp())))
                .with("message", new JsonString(event.message()))
                .toBytes();
    }
}
