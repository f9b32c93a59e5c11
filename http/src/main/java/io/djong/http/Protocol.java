package io.djong.http;

/// The protocol of a request.
public enum Protocol {
    HTTP_1_0("HTTP/1.0"),
    HTTP_1_1("HTTP/1.1"),
    HTTP_2("HTTP/2.0");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /// As Go and so upstream's logs and metrics write it, `HTTP/2.0` for instance.
    public String text() {
        return text;
    }
}
