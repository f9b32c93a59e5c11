package io.djong.apigenerator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads one schema file of gRPC messages.
///
/// ```
/// java io.djong.kubelet.cri          the Java package
/// wire runtime.v1                    the protobuf package
/// service ImageService               method, request and response; `stream` before what there are many of
///   PullImage PullImageRequest PullImageResponse
/// enum Protocol                      name and number
///   TCP 0
/// message Mount                      name, number, type; `optional` or `oneof=…` when it may be absent
///   host_path 2 string
///   labels    3 map[string]string
///   mappings  6 []IDMapping
/// ```
///
/// Types are `string`, `bytes`, `bool`, `int32`, `int64`, `uint32`, `uint64`, `double`, a name of
/// the file, or a name of another one with its protobuf package in front.
final class MessageParser {
    private MessageParser() {}

    static MessageFile parse(String file, String text) throws SchemaException {
        var header = new LinkedHashMap<String, String>();
        var messages = new LinkedHashMap<String, MessageFile.Message>();
        var enumerations = new LinkedHashMap<String, MessageFile.Enumeration>();
        var services = new ArrayList<MessageFile.Service>();
        var lines = SchemaParser.lines(file, text);
        for (int i = 0; i < lines.size(); ) {
            Line line = lines.get(i++);
            if (line.indented()) throw line.error("a field outside a message");
            var inner = new ArrayList<Line>();
            while (i < lines.size() && lines.get(i).indented()) inner.add(lines.get(i++));
            String name = line.word(1, "name");
            switch (line.words().getFirst()) {
                case "java", "wire" -> header.put(line.words().getFirst(), name);
                case "service" -> services.add(new MessageFile.Service(line, name, List.copyOf(inner)));
                case "message" -> messages.put(name, new MessageFile.Message(line, name, List.copyOf(inner)));
                case "enum" -> enumerations.put(name, new MessageFile.Enumeration(line, name, List.copyOf(inner)));
                default -> throw line.error("unknown word " + line.words().getFirst());
            }
        }
        for (String key : List.of("java", "wire"))
            if (!header.containsKey(key)) throw new SchemaException(file, 1, key + " missing");
        return new MessageFile(
                header.getOrDefault("java", ""),
                header.getOrDefault("wire", ""),
                messages,
                enumerations,
                List.copyOf(services));
    }
}
