package io.djong.dns.wire;

/// The numbers of record types that we know by name. Source: IANA, DNS parameters.
public final class RecordType {
    /// No type at all.
    public static final int NONE = 0;
    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int SOA = 6;
    public static final int PTR = 12;
    public static final int HINFO = 13;
    public static final int MX = 15;
    public static final int TXT = 16;
    public static final int AAAA = 28;
    public static final int SRV = 33;
    public static final int OPT = 41;
    public static final int IXFR = 251;
    public static final int AXFR = 252;

    /// The name of types without a constant here.
    public static final String OTHER = "other";

    private RecordType() {}

    /// As metrics and people write it: `A`, or `other` for those without a constant here.
    public static String name(int type) {
        return switch (type) {
            case A -> "A";
            case NS -> "NS";
            case CNAME -> "CNAME";
            case SOA -> "SOA";
            case PTR -> "PTR";
            case HINFO -> "HINFO";
            case MX -> "MX";
            case TXT -> "TXT";
            case AAAA -> "AAAA";
            case SRV -> "SRV";
            case IXFR -> "IXFR";
            case AXFR -> "AXFR";
            default -> OTHER;
        };
    }
}
