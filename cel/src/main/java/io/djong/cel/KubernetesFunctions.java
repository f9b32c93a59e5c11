package io.djong.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import java.util.List;

/// What Kubernetes adds to the language: URLs, regular expressions, lists, quantities, addresses,
/// formats, versions, and questions to the authorizer.
final class KubernetesFunctions {
    /// Who may do what is asked of it.
    static final CelType AUTHORIZER = StructTypeReference.create("kubernetes.authorization.Authorizer");

    /// A resource that somebody may be allowed something on.
    static final CelType RESOURCE_CHECK = StructTypeReference.create("kubernetes.authorization.ResourceCheck");

    private static final CelType PATH_CHECK = StructTypeReference.create("kubernetes.authorization.PathCheck");
    private static final CelType GROUP_CHECK = StructTypeReference.create("kubernetes.authorization.GroupCheck");
    private static final CelType DECISION = StructTypeReference.create("kubernetes.authorization.Decision");
    private static final CelType URL = StructTypeReference.create("kubernetes.URL");
    /// An amount, such as `1Gi`.
    static final CelType QUANTITY = StructTypeReference.create("kubernetes.Quantity");
    private static final CelType IP = OpaqueType.create("net.IP");
    private static final CelType CIDR = OpaqueType.create("net.CIDR");
    private static final CelType FORMAT = StructTypeReference.create("kubernetes.NamedFormat");
    private static final CelType SEMVER = StructTypeReference.create("kubernetes.Semver");
    private static final CelType STRINGS = ListType.create(STRING);
    private static final List<String> FORMATS = List.of(
            "dns1123Label",
            "dns1123Subdomain",
            "dns1035Label",
            "qualifiedName",
            "dns1123LabelPrefix",
            "dns1123SubdomainPrefix",
            "dns1035LabelPrefix",
            "labelValue",
            "uri",
            "uuid",
            "byte",
            "date",
            "datetime");

    private KubernetesFunctions() {}

    static List<CelFunctionDecl> all() {
        var declared = new Declared();
        texts(declared);
        lists(declared);
        quantities(declared);
        addresses(declared);
        versions(declared);
        authorizer(declared);
        return declared.functions();
    }

    /// Of patches only.
    static List<CelFunctionDecl> ofPatches() {
        return new Declared().global("jsonpatch.escapeKey", STRING, STRING).functions();
    }

    private static void texts(Declared declared) {
        var some = TypeParamType.create("T");
        declared.member("unwrapOpt", ListType.create(some), ListType.create(OptionalType.create(some)))
                .global("duration", SimpleType.DURATION, INT)
                .global("url", URL, STRING)
                .global("isURL", BOOL, STRING)
                .member("getScheme", STRING, URL)
                .member("getHost", STRING, URL)
                .member("getHostname", STRING, URL)
                .member("getPort", STRING, URL)
                .member("getEscapedPath", STRING, URL)
                .member("getQuery", MapType.create(STRING, STRINGS), URL)
                .member("find", STRING, STRING, STRING)
                .member("findAll", STRINGS, STRING, STRING)
                .member("findAll", STRINGS, STRING, STRING, INT)
                .memberAs("string_format", "format", STRING, STRING, ListType.create(DYN))
                .member("validate", OptionalType.create(STRINGS), FORMAT, STRING)
                .global("format.named", OptionalType.create(FORMAT), STRING);
        for (String format : FORMATS) {
            declared.global("format." + format, FORMAT);
        }
    }

    private static void lists(Declared declared) {
        var any = TypeParamType.create("A");
        for (CelType type : List.<CelType>of(INT, SimpleType.UINT, DOUBLE, SimpleType.DURATION)) {
            declared.member("sum", type, ListType.create(type));
        }
        var comparable = List.<CelType>of(
                INT,
                SimpleType.UINT,
                DOUBLE,
                BOOL,
                SimpleType.DURATION,
                SimpleType.TIMESTAMP,
                STRING,
                SimpleType.BYTES);
        for (CelType type : comparable) {
            String name = CelTypes.format(type);
            declared.memberAs("list_" + name + "_sort", "sort", ListType.create(type), ListType.create(type))
                    .memberAs(
                            "list_" + name + "_sortByAssociatedKeys",
                            "@sortByAssociatedKeys",
                            ListType.create(any),
                            ListType.create(any),
                            ListType.create(type))
                    .member("isSorted", BOOL, ListType.create(type))
                    .member("max", type, ListType.create(type))
                    .member("min", type, ListType.create(type));
        }
        declared.member("indexOf", INT, ListType.create(any), any)
                .member("lastIndexOf", INT, ListType.create(any), any);
    }

    private static void quantities(Declared declared) {
        declared.global("quantity", QUANTITY, STRING)
                .global("isQuantity", BOOL, STRING)
                .global("sign", INT, QUANTITY)
                .member("isGreaterThan", BOOL, QUANTITY, QUANTITY)
                .member("isLessThan", BOOL, QUANTITY, QUANTITY)
                .member("compareTo", INT, QUANTITY, QUANTITY)
                .member("asApproximateFloat", DOUBLE, QUANTITY)
                .member("asInteger", INT, QUANTITY)
                .member("isInteger", BOOL, QUANTITY)
                .member("add", QUANTITY, QUANTITY, QUANTITY)
                .member("add", QUANTITY, QUANTITY, INT)
                .member("sub", QUANTITY, QUANTITY, QUANTITY)
                .member("sub", QUANTITY, QUANTITY, INT);
    }

    private static void addresses(Declared declared) {
        declared.global("ip", IP, STRING)
                .member("family", INT, IP)
                .global("ip.isCanonical", BOOL, STRING)
                .member("isUnspecified", BOOL, IP)
                .member("isLoopback", BOOL, IP)
                .member("isLinkLocalMulticast", BOOL, IP)
                .member("isLinkLocalUnicast", BOOL, IP)
                .member("isGlobalUnicast", BOOL, IP)
                .global("isIP", BOOL, STRING)
                .global("string", STRING, IP)
                .global("cidr", CIDR, STRING)
                .memberAs("cidr_contains_ip_string", "containsIP", BOOL, CIDR, STRING)
                .member("containsIP", BOOL, CIDR, IP)
                .memberAs("cidr_contains_cidr_string", "containsCIDR", BOOL, CIDR, STRING)
                .member("containsCIDR", BOOL, CIDR, CIDR)
                .memberAs("cidr_ip", "ip", IP, CIDR)
                .member("prefixLength", INT, CIDR)
                .member("masked", CIDR, CIDR)
                .global("isCIDR", BOOL, STRING)
                .global("string", STRING, CIDR);
    }

    private static void versions(Declared declared) {
        declared.global("semver", SEMVER, STRING)
                .global("semver", SEMVER, STRING, BOOL)
                .global("isSemver", BOOL, STRING)
                .global("isSemver", BOOL, STRING, BOOL)
                .member("isGreaterThan", BOOL, SEMVER, SEMVER)
                .member("isLessThan", BOOL, SEMVER, SEMVER)
                .member("compareTo", INT, SEMVER, SEMVER)
                .member("major", INT, SEMVER)
                .member("minor", INT, SEMVER)
                .member("patch", INT, SEMVER);
    }

    private static void authorizer(Declared declared) {
        declared.member("path", PATH_CHECK, AUTHORIZER, STRING)
                .member("group", GROUP_CHECK, AUTHORIZER, STRING)
                .member("serviceAccount", AUTHORIZER, AUTHORIZER, STRING, STRING)
                .member("resource", RESOURCE_CHECK, GROUP_CHECK, STRING)
                .member("subresource", RESOURCE_CHECK, RESOURCE_CHECK, STRING)
                .member("namespace", RESOURCE_CHECK, RESOURCE_CHECK, STRING)
                .member("name", RESOURCE_CHECK, RESOURCE_CHECK, STRING)
                .member("fieldSelector", RESOURCE_CHECK, RESOURCE_CHECK, STRING)
                .member("labelSelector", RESOURCE_CHECK, RESOURCE_CHECK, STRING)
                .member("check", DECISION, PATH_CHECK, STRING)
                .member("check", DECISION, RESOURCE_CHECK, STRING)
                .member("errored", BOOL, DECISION)
                .member("error", STRING, DECISION)
                .member("allowed", BOOL, DECISION)
                .member("reason", STRING, DECISION);
    }
}
