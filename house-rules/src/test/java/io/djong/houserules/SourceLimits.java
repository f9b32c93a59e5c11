package io.djong.houserules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.DiagnosticListener;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Limits that class files do not show: lines of a file, lines of a method. Generated code stands
/// elsewhere and is not measured.
final class SourceLimits {
    static final int FILE_LINES_MAX = 700;
    static final int METHOD_LINES_MAX = 60;

    private SourceLimits() {}

    /// The Java files below a folder, in order; none when there is no such folder.
    static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /// One sentence per file that is too long.
    static List<String> longFiles(List<Path> files) throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files) {
            long lines = Files.readString(file).lines().count();
            if (lines > FILE_LINES_MAX) {
                found.add(file + " has " + lines + " lines, the limit is " + FILE_LINES_MAX);
            }
        }
        return found;
    }

    /// One sentence per method that is too long, its comment not counted. What has no branch in it
    /// is a list (of metrics, of the parts of an assembly) and may be as long as it is readable.
    static List<String> longMethods(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticListener<Object> deaf = diagnostic -> {};
        try (var manager = compiler.getStandardFileManager(deaf, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, deaf, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var positions = Trees.instance(task).getSourcePositions();
            var found = new ArrayList<String>();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodLengths(unit, positions, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class MethodLengths extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long end = positions.getEndPosition(unit, method);
            if (end >= 0 && Boolean.TRUE.equals(new Branches().scan(method.getBody(), null))) {
                var lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                long length = lines.getLineNumber(end) - first + 1;
                if (length > METHOD_LINES_MAX) {
                    found.add(unit.getSourceFile().getName() + ":" + first + ": " + method.getName() + " has " + length
                            + " lines, the limit is " + METHOD_LINES_MAX);
                }
            }
            return super.visitMethod(method, null);
        }
    }

    /// Whether there is a place from which the program goes on in two ways.
    private static final class Branches extends TreeScanner<@Nullable Boolean, @Nullable Void> {
        private static final Set<Tree.Kind> KINDS = Set.of(
                Tree.Kind.IF,
                Tree.Kind.FOR_LOOP,
                Tree.Kind.ENHANCED_FOR_LOOP,
                Tree.Kind.WHILE_LOOP,
                Tree.Kind.DO_WHILE_LOOP,
                Tree.Kind.SWITCH,
                Tree.Kind.SWITCH_EXPRESSION,
                Tree.Kind.CONDITIONAL_EXPRESSION,
                Tree.Kind.TRY);

        @Override
        public @Nullable Boolean scan(@Nullable Tree tree, @Nullable Void nothing) {
            return tree != null && KINDS.contains(tree.getKind()) ? Boolean.TRUE : super.scan(tree, null);
        }

        @Override
        public @Nullable Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
        }
    }
}
