package io.djong.apigenerator;

import java.util.List;
import java.util.Map;

/// One schema file of gRPC messages: a protobuf package.
///
/// @param java the Java package
/// @param wire the protobuf package
/// @param messages by name, in the file's order; a nested one is called `Outer.Inner`
record MessageFile(
        String java,
        String wire,
        Map<String, Message> messages,
        Map<String, Enumeration> enumerations,
        List<Service> services) {
    record Message(Line line, String name, List<Line> fields) {}

    record Enumeration(Line line, String name, List<Line> values) {}

    record Service(Line line, String name, List<Line> methods) {}

    /// The class of a message or enumeration: `Container.Runtime` is `ContainerRuntime`.
    static String className(String name) {
        return name.replace(".", "");
    }
}
