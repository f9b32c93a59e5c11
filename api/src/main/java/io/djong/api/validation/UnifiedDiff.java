package io.djong.api.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two texts compared line by line, shown as a unified diff with three lines around each change. Finds
/// the same blocks as upstream's library does: the longest run of equal lines first, then those before
/// and after it; in long texts lines that are frequent start no run.
public final class UnifiedDiff {
    private static final int AROUND = 3;
    private static final int LONG = 200;

    /// Lines that are equal in both texts.
    private record Block(int before, int after, int size) {}

    /// A part of both texts, in which they are equal or not.
    private record Step(boolean equal, int from, int to, int otherFrom, int otherTo) {}

    private final List<String> before;
    private final List<String> after;
    private final Map<String, List<Integer>> places = new HashMap<>();

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        for (int i = 0; i < after.size(); i++) {
            places.computeIfAbsent(after.get(i), line -> new ArrayList<>()).add(i);
        }
        if (after.size() >= LONG) {
            int frequent = after.size() / 100 + 1;
            places.values().removeIf(where -> where.size() > frequent);
        }
    }

    /// The diff, each line of it ended; "" when the texts are equal.
    public static String of(List<String> before, List<String> after) {
        var text = new StringBuilder();
        for (var group : new UnifiedDiff(before, after).groups()) {
            var first = group.getFirst();
            var last = group.getLast();
            text.append("@@ -")
                    .append(range(first.from(), last.to()))
                    .append(" +")
                    .append(range(first.otherFrom(), last.otherTo()))
                    .append(" @@\n");
            for (var step : group) {
                lines(text, step.equal() ? ' ' : '-', before.subList(step.from(), step.to()));
                if (!step.equal()) {
                    lines(text, '+', after.subList(step.otherFrom(), step.otherTo()));
                }
            }
        }
        return text.toString();
    }

    private static void lines(StringBuilder text, char mark, List<String> lines) {
        for (String line : lines) {
            text.append(mark).append(line).append('\n');
        }
    }

    private static String range(int from, int to) {
        int length = to - from;
        int start = length == 0 ? from : from + 1;
        return length == 1 ? Integer.toString(start) : start + "," + length;
    }

    private List<List<Step>> groups() {
        var groups = new ArrayList<List<Step>>();
        var group = new ArrayList<Step>();
        var steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            boolean first = i == 0;
            boolean last = i == steps.size() - 1;
            if (!step.equal()) {
                group.add(step);
            } else if (!first && !last && step.to() - step.from() > 2 * AROUND) {
                group.add(
                        new Step(true, step.from(), step.from() + AROUND, step.otherFrom(), step.otherFrom() + AROUND));
                groups.add(group);
                group = new ArrayList<>();
                group.add(new Step(true, step.to() - AROUND, step.to(), step.otherTo() - AROUND, step.otherTo()));
            } else {
                int skip = first ? Math.max(0, step.to() - step.from() - AROUND) : 0;
                int kept = last ? Math.min(step.to() - step.from(), skip + AROUND) : step.to() - step.from();
                group.add(new Step(
                        true,
                        step.from() + skip,
                        step.from() + kept,
                        step.otherFrom() + skip,
                        step.otherFrom() + kept));
            }
        }
        if (group.stream().anyMatch(step -> !step.equal())) {
            groups.add(group);
        }
        return groups;
    }

    private List<Step> steps() {
        var blocks = new ArrayList<Block>();
        find(blocks, 0, before.size(), 0, after.size());
        blocks.add(new Block(before.size(), after.size(), 0));
        var steps = new ArrayList<Step>();
        int i = 0;
        int j = 0;
        int equal = 0; // so many equal lines before i and j are not told yet
        for (var block : blocks) {
            if (block.before() > i || block.after() > j) {
                told(steps, i, j, equal);
                steps.add(new Step(false, i, block.before(), j, block.after()));
                equal = 0;
            }
            equal += block.size();
            i = block.before() + block.size();
            j = block.after() + block.size();
        }
        told(steps, i, j, equal);
        return steps;
    }

    private static void told(List<Step> steps, int i, int j, int equal) {
        if (equal > 0) {
            steps.add(new Step(true, i - equal, i, j - equal, j));
        }
    }

    private void find(List<Block> blocks, int from, int to, int otherFrom, int otherTo) {
        var longest = longest(from, to, otherFrom, otherTo);
        if (longest.size() == 0) {
            return;
        }
        int end = longest.before() + longest.size();
        int otherEnd = longest.after() + longest.size();
        find(blocks, from, longest.before(), otherFrom, longest.after());
        blocks.add(longest);
        find(blocks, end, to, otherEnd, otherTo);
    }

    private Block longest(int from, int to, int otherFrom, int otherTo) {
        var best = new Block(from, otherFrom, 0);
        Map<Integer, Integer> runs = Map.of();
        for (int i = from; i < to; i++) {
            var longer = new HashMap<Integer, Integer>();
            for (int j : places.getOrDefault(before.get(i), List.of())) {
                if (j >= otherFrom && j < otherTo) {
                    int size = runs.getOrDefault(j - 1, 0) + 1;
                    longer.put(j, size);
                    if (size > best.size()) {
                        best = new Block(i - size + 1, j - size + 1, size);
                    }
                }
            }
            runs = longer;
        }
        return grown(best, from, to, otherFrom, otherTo);
    }

    /// Frequent lines may belong to a run that another line started.
    private Block grown(Block block, int from, int to, int otherFrom, int otherTo) {
        int i = block.before();
        int j = block.after();
        int size = block.size();
        while (i > from && j > otherFrom && before.get(i - 1).equals(after.get(j - 1))) {
            i--;
            j--;
            size++;
        }
        while (i + size < to && j + size < otherTo && before.get(i + size).equals(after.get(j + size))) {
            size++;
        }
        return new Block(i, j, size);
    }
}
