package io.djong.base.config;

/// Ports from the first to the last, both included: `30000-32767`.
public record PortRange(int first, int last) {
    private static final int PORT_MAX = 65535;

    /// Reads `first-last`, or a single port. Texts of errors are upstream's (`apimachinery/pkg/util/net`).
    public static PortRange parse(String text) throws InvalidValue {
        String value = text.strip();
        int hyphen = value.indexOf('-');
        if (hyphen < 0) {
            int port = number(value, value, ", expected hyphen in port range or a single port number");
            if (port < 0 || port > PORT_MAX) throw new InvalidValue("the port range should between 0 and 65535");
            return new PortRange(port, port);
        }
        int first = number(value.substring(0, hyphen), value, "");
        int last = number(value.substring(hyphen + 1), value, "");
        if (first > PORT_MAX || last > PORT_MAX) {
            throw new InvalidValue("the port range cannot be greater than 65535: " + value);
        }
        if (last < first) throw new InvalidValue("end port cannot be less than start port: " + value);
        return new PortRange(first, last);
    }

    private static int number(String text, String range, String hint) throws InvalidValue {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidValue("unable to parse port range: " + range + ": strconv.Atoi: parsing \"" + text
                    + "\": invalid syntax" + hint);
        }
    }

    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    public int size() {
        return last - first + 1;
    }

    /// `first-last`.
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
