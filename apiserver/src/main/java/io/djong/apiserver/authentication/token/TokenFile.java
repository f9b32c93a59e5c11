package io.djong.apiserver.authentication.token;

import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.Credentials;
import io.djong.apiserver.authentication.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Static tokens of `--token-auth-file`: lines of `token,user,uid[,"group1,group2"]`.
public final class TokenFile implements Authenticator {
    @SuppressWarnings("ArrayRecordComponent") // never changed, compared in constant time only
    private record Entry(byte[] token, User user) {}

    private final List<Entry> entries;

    private TokenFile(List<Entry> entries) {
        this.entries = entries;
    }

    /// Reads the file's text.
    ///
    /// @throws IllegalArgumentException naming the first line that is wrong
    public static TokenFile parse(String text) {
        var users = new LinkedHashMap<String, User>();
        var number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var fields = fields(line.strip());
            if (fields.size() < 3) {
                throw new IllegalArgumentException("token file, line " + number
                        + ": expected token, user name and uid, found " + fields.size() + " columns");
            }
            if (fields.getFirst().isEmpty()) {
                throw new IllegalArgumentException("token file, line " + number + ": the token is empty");
            }
            var groups = fields.size() > 3 && !fields.get(3).isEmpty()
                    ? List.of(fields.get(3).split(","))
                    : List.<String>of();
            users.put(fields.get(0), new User(fields.get(1), fields.get(2), groups, Map.of()));
        }
        return new TokenFile(users.entrySet().stream()
                .map(each -> new Entry(
                        each.getKey().getBytes(StandardCharsets.UTF_8),
                        each.getValue().authenticated()))
                .toList());
    }

    @Override
    public Result authenticate(Credentials credentials) {
        var token = credentials.bearerToken();
        if (token == null) {
            return new Result.NotMine();
        }
        var given = token.getBytes(StandardCharsets.UTF_8);
        for (var entry : entries) {
            // Takes the same time for every wrong token of one length.
            if (MessageDigest.isEqual(entry.token(), given)) {
                return new Result.Known(entry.user());
            }
        }
        return new Result.NotMine();
    }

    /// Columns of a CSV line; a quoted column may contain commas and doubled quotes.
    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
