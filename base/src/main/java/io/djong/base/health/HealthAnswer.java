package io.djong.base.health;

/// What to answer to a health request.
///
/// @param status of HTTP
/// @param text the body, `text/plain; charset=utf-8`
/// @param detail what failed and why, one line each, for the log; never for the body; empty when nothing failed
public record HealthAnswer(int status, String text, String detail) {
    public boolean isWell() {
        return status == 200;
    }
}
