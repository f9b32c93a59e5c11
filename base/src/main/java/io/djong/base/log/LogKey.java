package io.djong.base.log;

import org.jspecify.annotations.Nullable;

/// The names of all variables in logs, so that one thing has one name everywhere. Add to them
/// freely, in this order, in lower camel case, upstream's name where it has one. Nothing that is
/// secret has a key.
public enum LogKey {
    ADDRESS("address"),
    ADDRESSES("addresses"),
    ATTEMPT("attempt"),
    BYTES("bytes"),
    CERTIFICATE("certificate"),
    CGROUP("cgroup"),
    CHECK("check"),
    CIDR("cidr"),
    CLIENT("client"),
    COMMAND("command"),
    COMPONENT("component"),
    CONFIG("config"),
    CONTAINER("container"),
    CONTAINER_ID("containerID"),
    CONTROLLER("controller"),
    COUNT("count"),
    DEPLOYMENT("deployment", true),
    DEVICE("device"),
    DURATION("duration"),
    ENDPOINT("endpoint"),
    EVENT("event"),
    EXIT_CODE("exitCode"),
    EXPECTED("expected"),
    FEATURE_GATE("featureGate"),
    FLAG("flag"),
    GROUP_VERSION("groupVersion"),
    HOST("host"),
    IMAGE("image"),
    INTERFACE("interface"),
    IP("ip"),
    JOB("job", true),
    KEY("key"),
    KIND("kind"),
    LATENCY("latency"),
    LIMIT("limit"),
    MESSAGE("message"),
    METHOD("method"),
    NAME("name"),
    NAMESPACE("namespace"),
    NETWORK_NAMESPACE("networkNamespace"),
    NODE("node", true),
    OBJECT("object", true),
    OPERATION("operation"),
    OWNER("owner", true),
    PATH("path"),
    PLUGIN("plugin"),
    POD("pod", true),
    POD_UID("podUID"),
    PORT("port"),
    PROBE("probe"),
    PROTOCOL("protocol"),
    QUEUE("queue"),
    REASON("reason"),
    REPLICA_SET("replicaSet", true),
    REQUEST("request"),
    RESOURCE("resource"),
    RESOURCE_VERSION("resourceVersion"),
    REVISION("revision"),
    ROUTE("route"),
    RULE("rule"),
    SANDBOX_ID("podSandboxID"),
    SERVICE("service", true),
    SIGNAL("signal"),
    SIZE("size"),
    STATE("state"),
    STATUS("status"),
    TIMEOUT("timeout"),
    TYPE("type"),
    UID("uid"),
    URI("URI"),
    URL("url"),
    USER("user"),
    USER_AGENT("userAgent"),
    VALUE("value"),
    VERB("verb"),
    VERSION("version"),
    VOLUME("volume"),
    WARNING("warning"),
    WATCHERS("watchers"),
    WORKERS("workers"),
    ZONE("zone");

    private final String text;
    private final boolean reference;

    LogKey(String text) {
        this(text, false);
    }

    LogKey(String text, boolean reference) {
        this.text = text;
        this.reference = reference;
    }

    /// This variable with a value. What is logged is the value's text at the time of logging.
    public LogField<?> is(@Nullable Object value) {
        return new LogField<@Nullable Object>(this, value);
    }

    /// As it is written.
    public String text() {
        return text;
    }

    /// Whether values are `namespace/name` or `name` of an API object, which JSON shows as upstream's object
    /// references.
    boolean isReference() {
        return reference;
    }
}
