package io.djong.proxy.services;

/// The protocols that services can have, with their numbers in IP headers.
public enum Transport {
    TCP(6),
    UDP(17),
    SCTP(132);

    private final int number;

    Transport(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// By the API's name; "" is TCP.
    public static Transport of(String name) {
        return switch (name) {
            case "UDP" -> UDP;
            case "SCTP" -> SCTP;
            default -> TCP;
        };
    }
}
