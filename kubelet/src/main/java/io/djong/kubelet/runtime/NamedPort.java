package io.djong.kubelet.runtime;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.Container;

/// A port of a container, which probes and hooks name or number.
public final class NamedPort {
    private static final int LAST = 65_535;

    private NamedPort() {}

    /// No port is meant by this. The message is upstream's.
    public static final class UnknownPortException extends Exception {
        private static final long serialVersionUID = 1;

        UnknownPortException(String message) {
            super(message);
        }
    }

    /// The port's number. A name that no port of the container has may still be a number.
    public static int number(IntOrString port, Container container) throws UnknownPortException {
        int number = port.isString() ? named(port.toString(), container) : port.number();
        if (number < 1 || number > LAST) {
            throw new UnknownPortException("invalid port number: " + number);
        }
        return number;
    }

    private static int named(String name, Container container) throws UnknownPortException {
        for (var port : container.ports()) {
            if (port.name().equals(name)) {
                return port.containerPort();
            }
        }
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new UnknownPortException("strconv.Atoi: parsing " + GoQuote.quote(name) + ": invalid syntax");
        }
    }
}
