package io.djong.apiserver.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The members of `/version`. Clients decide by `major` and `minor` what they may ask for.
final class Versions {
    /// The release whose API this server speaks.
    static final String KUBERNETES = "1.36.3";

    /// Its major and minor version.
    static final String RELEASE = "1.36";

    private Versions() {}

    static Map<String, String> members() {
        var members = new LinkedHashMap<String, String>();
        members.put("major", "1");
        members.put("minor", "36");
        members.put("emulationMajor", "1");
        members.put("emulationMinor", "36");
        members.put("minCompatibilityMajor", "1");
        members.put("minCompatibilityMinor", "35");
        members.put("gitVersion", "v" + KUBERNETES + "+djong");
        members.put("gitCommit", "");
        members.put("gitTreeState", "");
        members.put("buildDate", "");
        members.put("goVersion", "");
        members.put("compiler", "javac " + Runtime.version().feature());
        members.put("platform", System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/" + architecture());
        return members;
    }

    private static String architecture() {
        var name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }
}
