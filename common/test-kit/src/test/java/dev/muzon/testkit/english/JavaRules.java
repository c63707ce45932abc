package dev.muzon.testkit.english;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The rules of names, Javadoc and log messages in Java files. The files are parsed, not compiled. */
final class JavaRules extends TreePathScanner<@Nullable Void, List<Breach>> {
    private static final Set<String> TESTS = Set.of("Test", "ParameterizedTest", "RepeatedTest");
    private static final int LEAST_WORDS = 3;

    private final DocTrees trees;
    private final CompilationUnitTree unit;

    private JavaRules(DocTrees trees, CompilationUnitTree unit) {
        this.trees = trees;
        this.unit = unit;
    }

    /** Finds the breaches in the files. */
    static Map<Path, List<Breach>> in(Collection<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var breaches = new TreeMap<Path, List<Breach>>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            var trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                var found = new ArrayList<Breach>();
                new JavaRules(trees, unit).scan(unit, found);
                breaches.put(Path.of(unit.getSourceFile().toUri()), found);
            }
        }
        return breaches;
    }

    @Override
    public @Nullable Void visitPackage(PackageTree tree, List<Breach> breaches) {
        check(tree, JavadocRules::ofType, breaches);
        return super.visitPackage(tree, breaches);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, List<Breach> breaches) {
        check(tree, JavadocRules::ofType, breaches);
        return super.visitClass(tree, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, List<Breach> breaches) {
        check(tree, JavadocRules::ofMethod, breaches);
        String name = tree.getName().toString();
        if (isTest(tree) && name.split("(?=[A-Z])").length < LEAST_WORDS) {
            add(tree, "test " + name + " does not read alone; say who does what in a sentence instead", breaches);
        }
        return super.visitMethod(tree, breaches);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, List<Breach> breaches) {
        check(tree, JavadocRules::ofField, breaches);
        if (tree.getType() != null
                && tree.getType().toString().equals("Logger")
                && !tree.getName().contentEquals("log")) {
            add(tree, "the logger is named " + tree.getName() + "; name it log instead", breaches);
        }
        return super.visitVariable(tree, breaches);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, List<Breach> breaches) {
        if (tree.getMethodSelect() instanceof MemberSelectTree method
                && method.getExpression() instanceof IdentifierTree variable
                && variable.getName().contentEquals("log")) {
            tree.getArguments().stream()
                    .limit(1)
                    .filter(JavaRules::beginsSmall)
                    .forEach(message ->
                            add(message, "log message " + message + " begins small; use a capital instead", breaches));
        }
        return super.visitMethodInvocation(tree, breaches);
    }

    private static boolean beginsSmall(ExpressionTree message) {
        return message instanceof LiteralTree literal
                && literal.getValue() instanceof String text
                && !text.isEmpty()
                && Character.isLowerCase(text.charAt(0));
    }

    private static boolean isTest(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation ->
                        TESTS.contains(annotation.getAnnotationType().toString()));
    }

    private void check(Tree tree, Function<String, Stream<String>> rules, List<Breach> breaches) {
        String comment = trees.getDocComment(getCurrentPath());
        if (comment != null) {
            rules.apply(comment).forEach(what -> add(tree, what, breaches));
        }
    }

    private void add(Tree tree, String what, List<Breach> breaches) {
        long position = trees.getSourcePositions().getStartPosition(unit, tree);
        breaches.add(new Breach(unit.getLineMap().getLineNumber(position), what));
    }
}
