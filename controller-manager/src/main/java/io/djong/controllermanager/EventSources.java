package io.djong.controllermanager;

/// What a controller calls itself in its events; for most that is its name.
final class EventSources {
    private EventSources() {}

    static String of(String controller) {
        return switch (controller) {
            case "endpointslice-controller" -> "endpoint-slice-controller";
            case "endpoints-controller" -> "endpoint-controller";
            case "node-lifecycle-controller" -> "node-controller";
            case "node-ipam-controller" -> "cidrAllocator";
            default -> controller;
        };
    }
}
