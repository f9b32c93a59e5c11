package io.djong.dns.wire;

/// How a query ended (RFC 1035 4.1.1, RFC 6891 9).
public enum ResponseCode {
    NOERROR(0),
    FORMERR(1),
    SERVFAIL(2),
    NXDOMAIN(3),
    NOTIMP(4),
    REFUSED(5),
    BADVERS(16);

    private final int number;

    ResponseCode(int number) {
        this.number = number;
    }

    /// Its number; above 15 the upper bits travel in the OPT record.
    public int number() {
        return number;
    }

    /// As metrics and people write a number: `NOERROR`, or the digits of one without a constant here.
    public static String name(int number) {
        for (ResponseCode code : values()) {
            if (code.number == number) return code.name();
        }
        return Integer.toString(number);
    }
}
