package io.djong.http.server;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The `Date` header, made once a second.
final class HttpDate {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private record Made(long second, String text) {}

    private final InstantSource clock;
    private volatile Made made = new Made(Long.MIN_VALUE, "");

    HttpDate(InstantSource clock) {
        this.clock = clock;
    }

    String now() {
        var instant = clock.instant();
        var last = made;
        if (last.second == instant.getEpochSecond()) return last.text;
        var next = new Made(instant.getEpochSecond(), FORMAT.format(instant.atOffset(ZoneOffset.UTC)));
        made = next;
        return next.text;
    }
}
