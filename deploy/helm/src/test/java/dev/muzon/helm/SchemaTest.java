package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Tests that the schema knows every value, describes it and refuses all others. */
class SchemaTest {
    private static final Node SCHEMA = yaml("values.schema.json");
    private static final Node VALUES = yaml("values.yaml");

    @Test
    void everyValueStandsInTheSchemaAndEveryNameOfTheSchemaAmongTheValues() {
        Set<String> described = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        collect("", SCHEMA, VALUES, described, given);

        described.remove("global"); // Helm's own
        assertThat(given).hasSizeGreaterThan(100).isEqualTo(described);
    }

    @Test
    void everyNameOfTheSchemaIsDescribedInASentence() {
        List<Node> all = new ArrayList<>();
        properties(SCHEMA, all);

        assertThat(all)
                .hasSizeGreaterThan(90)
                .allSatisfy(property -> assertThat(property.at("description").text())
                        .as(property.toString())
                        .matches("[A-Z/].+\\."));
    }

    @Test
    void everyGroupOfNamesRefusesUnknownOnes() {
        List<Node> all = new ArrayList<>(List.of(SCHEMA));
        properties(SCHEMA, all);

        assertThat(all)
                .filteredOn(node -> !node.at("properties").isAbsent())
                .hasSizeGreaterThan(20)
                .allSatisfy(node ->
                        assertThat(node.at("additionalProperties").value()).isEqualTo(false));
    }

    /** Walks values and schema together, as deep as the schema names keys. */
    private static void collect(String path, Node schema, Node values, Set<String> described, Set<String> given) {
        Node properties = resolved(schema).at("properties");
        if (properties.isAbsent() || path.endsWith("/affinity/")) {
            return;
        }
        properties.map().keySet().forEach(key -> described.add(path + key));
        values.map().keySet().forEach(key -> given.add(path + key));
        properties
                .map()
                .forEach((key, property) ->
                        collect(path + key + "/", new Node(property), values.at(key.toString()), described, given));
    }

    private static void properties(Node schema, List<Node> found) {
        List<Node> below = new ArrayList<>();
        schema.at("properties").map().values().forEach(property -> below.add(new Node(property)));
        schema.at("definitions").map().values().forEach(definition -> below.add(new Node(definition)));
        found.addAll(below);
        below.forEach(property -> properties(property, found));
        if (!schema.at("items", "properties").isAbsent()) {
            properties(schema.at("items"), found);
        }
    }

    private static Node resolved(Node schema) {
        List<Node> parts = schema.at("allOf").list();
        return parts.isEmpty()
                ? schema
                : SCHEMA.at("definitions", parts.getFirst().at("$ref").text().replace("#/definitions/", ""));
    }

    private static Node yaml(String file) {
        return new Node(new Yaml().load(Chart.read(Chart.FOLDER.resolve(file))));
    }
}
