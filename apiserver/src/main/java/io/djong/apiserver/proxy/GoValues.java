package io.djong.apiserver.proxy;

import io.djong.api.types.core.v1.NodeAddress;
import java.util.List;

/// Values as Go prints them inside upstream's messages.
final class GoValues {
    private GoValues() {}

    static String addresses(List<NodeAddress> addresses) {
        var text = new StringBuilder("[");
        for (var each : addresses) {
            if (text.length() > 1) {
                text.append(' ');
            }
            text.append('{')
                    .append(each.type())
                    .append(' ')
                    .append(each.address())
                    .append('}');
        }
        return text.append(']').toString();
    }
}
