package dev.muzon.standalone;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The keys of all {@code @ConfigurationProperties} records in sources, each with its default. */
final class SettingsRecords {
    private static final String DASHED = "([a-z0-9])([A-Z])";

    private final Map<String, ClassTree> records = new HashMap<>();
    private final Map<String, String> defaults = new TreeMap<>();

    private SettingsRecords() {}

    /** Returns the defaults by key, empty where there is none. */
    static Map<String, String> defaultsIn(Collection<Path> sources) throws IOException {
        var found = new SettingsRecords();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            units.forEach(found::collect);
            units.forEach(found::bind);
        }
        return found.defaults;
    }

    private void collect(CompilationUnitTree unit) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (type.getKind() == Tree.Kind.RECORD) {
                    records.putIfAbsent(file(unit, type.getSimpleName().toString()), type);
                    records.putIfAbsent(type.getSimpleName().toString(), type);
                }
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
    }

    private void bind(CompilationUnitTree unit) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (type.getKind() == Tree.Kind.RECORD) {
                    argument(type.getModifiers(), "ConfigurationProperties")
                            .ifPresent(prefix -> add(unit, prefix, type));
                }
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
    }

    private void add(CompilationUnitTree unit, String prefix, ClassTree type) {
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree component
                    && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
                String key = prefix + "."
                        + component
                                .getName()
                                .toString()
                                .replaceAll(DASHED, "$1-$2")
                                .toLowerCase(Locale.ROOT);
                ClassTree nested = nested(unit, component);
                if (nested == null) {
                    defaults.put(
                            key,
                            argument(component.getModifiers(), "DefaultValue").orElse(""));
                } else {
                    add(unit, key, nested);
                }
            }
        }
    }

    private ClassTree nested(CompilationUnitTree unit, VariableTree component) {
        String type = component.getType().toString();
        boolean bound = annotation(component.getModifiers(), "Valid").isPresent();
        return records.getOrDefault(file(unit, type), bound ? records.get(type) : null);
    }

    private static String file(CompilationUnitTree unit, String type) {
        return unit.getSourceFile().getName() + " " + type;
    }

    private static Optional<? extends AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static Optional<String> argument(ModifiersTree modifiers, String name) {
        return annotation(modifiers, name)
                .flatMap(annotation -> annotation.getArguments().stream().findFirst())
                .map(SettingsRecords::text);
    }

    private static String text(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }
}
