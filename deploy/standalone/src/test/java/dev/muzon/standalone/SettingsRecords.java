package dev.muzon.standalone;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** The settings of all {@code @ConfigurationProperties} records in sources. The files are parsed, not compiled. */
final class SettingsRecords {
    private static final String DASHED = "([a-z0-9])([A-Z])";
    private static final Set<String> DEMANDS =
            Set.of("NotNull", "NotBlank", "NotEmpty", "Positive", "RequiredSecret", "Valid");

    private final DocTrees trees;
    private final Map<String, TreePath> records = new HashMap<>();
    private final Map<String, List<Setting>> settings = new LinkedHashMap<>();

    private SettingsRecords(DocTrees trees) {
        this.trees = trees;
    }

    /**
     * A component of a record.
     *
     * @param keys one, or those of the parts when the component's type is a record that several settings share
     * @param standard the default that the record declares, empty for none
     * @param required whether the record refuses to be without a value
     * @param why the component's Javadoc, as Markdown
     */
    record Setting(List<String> keys, String standard, boolean required, String why) {}

    /** Reads the settings by the prefix of their record, in the order of the components. */
    static Map<String, List<Setting>> in(Collection<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            var found = new SettingsRecords(DocTrees.instance(task));
            var units = task.parse();
            units.forEach(unit -> eachRecord(unit, found::collect));
            units.forEach(unit -> eachRecord(unit, found::bind));
            return found.settings;
        }
    }

    private static void eachRecord(CompilationUnitTree unit, BiConsumer<ClassTree, TreePath> visitor) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (type.getKind() == Tree.Kind.RECORD) {
                    visitor.accept(type, getCurrentPath());
                }
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
    }

    private void collect(ClassTree type, TreePath path) {
        String name = type.getSimpleName().toString();
        records.putIfAbsent(file(path, name), path);
        records.putIfAbsent(name, path);
    }

    private void bind(ClassTree type, TreePath path) {
        argument(type.getModifiers(), "ConfigurationProperties")
                .ifPresent(
                        prefix -> settings.put(prefix, rows(prefix, type, path).toList()));
    }

    private Stream<Setting> rows(String prefix, ClassTree type, TreePath path) {
        Map<String, String> reasons = reasons(path);
        return components(type).flatMap(component -> {
            String key = key(prefix, component);
            TreePath nested = records.get(file(path, component.getType().toString()));
            return nested != null
                    ? rows(key, (ClassTree) nested.getLeaf(), nested)
                    : Stream.of(setting(
                            key,
                            component,
                            reasons.getOrDefault(component.getName().toString(), "")));
        });
    }

    private Setting setting(String key, VariableTree component, String why) {
        ModifiersTree modifiers = component.getModifiers();
        TreePath shared = annotation(modifiers, "Valid").isPresent()
                ? records.get(component.getType().toString())
                : null;
        List<String> keys = shared == null
                ? List.of(key)
                : components((ClassTree) shared.getLeaf())
                        .map(part -> key(key, part))
                        .toList();
        boolean required = annotation(modifiers, "DefaultValue").isEmpty()
                && DEMANDS.stream()
                        .anyMatch(demand -> annotation(modifiers, demand).isPresent());
        return new Setting(keys, argument(modifiers, "DefaultValue").orElse(""), required, why);
    }

    private static Stream<VariableTree> components(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(component -> !component.getModifiers().getFlags().contains(Modifier.STATIC));
    }

    private static String key(String prefix, VariableTree component) {
        String name = component.getName().toString();
        return prefix + "." + name.replaceAll(DASHED, "$1-$2").toLowerCase(Locale.ROOT);
    }

    private Map<String, String> reasons(TreePath type) {
        var reasons = new HashMap<String, String>();
        var comment = trees.getDocCommentTree(type);
        if (comment != null) {
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree param) {
                    reasons.put(param.getName().toString(), markdown(param.getDescription()));
                }
            }
        }
        return reasons;
    }

    private static String markdown(List<? extends DocTree> text) {
        return text.stream()
                .map(part -> part instanceof LiteralTree code ? "`" + code.getBody() + "`" : part.toString())
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ");
    }

    private static String file(TreePath path, String type) {
        return path.getCompilationUnit().getSourceFile().getName() + " " + type;
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
        return value instanceof com.sun.source.tree.LiteralTree literal
                ? String.valueOf(literal.getValue())
                : value.toString();
    }
}
