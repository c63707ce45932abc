package dev.muzon.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest shared library that the dynamic linker accepts in place of a real one. It has a name, version
 * definitions, and not one function. Good for a dependency that is linked but never called, since functions are bound
 * at their first call.
 *
 * <p>Layout: ELF header, three program headers (one load of everything, the dynamic section, no executable stack), an
 * empty symbol table with its hash and versions, strings, version definitions, the dynamic section.
 *
 * @param soname the file name dependants ask for
 * @param versions symbol versions dependants ask for
 */
record StubLibrary(String soname, List<String> versions) {
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SYMBOL = 24;
    private static final int VERSION_DEFINITION = 28;
    private static final int DYNAMIC_ENTRY = 16;

    /** Values of {@code e_machine}. */
    enum Machine {
        X86_64(62),
        AARCH64(183);

        private final short code;

        Machine(int code) {
            this.code = (short) code;
        }
    }

    byte[] toElf(Machine machine) {
        List<String> names = new ArrayList<>(List.of(soname));
        names.addAll(versions);
        Map<String, Integer> offsets = new LinkedHashMap<>();
        StringBuilder strings = new StringBuilder("\0");
        for (String name : names) {
            offsets.put(name, strings.length());
            strings.append(name).append('\0');
        }
        byte[] stringTable = strings.toString().getBytes(StandardCharsets.US_ASCII);

        int symbols = HEADER + 3 * PROGRAM_HEADER;
        int hash = symbols + SYMBOL;
        int symbolVersions = hash + 16;
        int text = symbolVersions + 2;
        int definitions = aligned(text + stringTable.length);
        int dynamic = aligned(definitions + names.size() * VERSION_DEFINITION);
        int dynamicSize = 10 * DYNAMIC_ENTRY;
        int size = dynamic + dynamicSize;

        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        elf.putShort((short) 3).putShort(machine.code).putInt(1); // ET_DYN
        elf.putLong(0).putLong(HEADER).putLong(0).putInt(0);
        elf.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);

        // Writable: the linker turns the dynamic section's offsets into addresses in place.
        programHeader(elf, 1, 0, size, 0x10000);
        programHeader(elf, 2, dynamic, dynamicSize, 8);
        programHeader(elf, 0x6474e551, 0, 0, 16); // PT_GNU_STACK

        elf.position(hash);
        elf.putInt(1).putInt(1).putInt(0).putInt(0);
        elf.position(text);
        elf.put(stringTable);
        elf.position(definitions);
        for (int i = 0; i < names.size(); i++) {
            versionDefinition(elf, names.get(i), i, names.size(), offsets);
        }
        elf.position(dynamic);
        long[][] entries = {
            {14, offsets.getOrDefault(soname, 0)}, // DT_SONAME
            {4, hash}, // DT_HASH
            {5, text}, // DT_STRTAB
            {6, symbols}, // DT_SYMTAB
            {10, stringTable.length}, // DT_STRSZ
            {11, SYMBOL}, // DT_SYMENT
            {0x6ffffff0L, symbolVersions}, // DT_VERSYM, which the linker reads wherever DT_VERDEF is
            {0x6ffffffcL, definitions}, // DT_VERDEF
            {0x6ffffffdL, names.size()}, // DT_VERDEFNUM
            {0, 0}
        };
        for (long[] entry : entries) {
            elf.putLong(entry[0]).putLong(entry[1]);
        }
        return elf.array();
    }

    private static void programHeader(ByteBuffer elf, int type, long offset, long size, long alignment) {
        elf.putInt(type).putInt(6); // readable, writable
        elf.putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(size).putLong(size).putLong(alignment);
    }

    /**
     * Writes a version definition. The first one is the library itself. Each names its own string and says where the
     * next one lies.
     */
    private static void versionDefinition(
            ByteBuffer elf, String name, int index, int count, Map<String, Integer> offsets) {
        boolean base = index == 0;
        boolean last = index == count - 1;
        elf.putShort((short) 1).putShort((short) (base ? 1 : 0)).putShort((short) (index + 1));
        elf.putShort((short) 1).putInt(sysvHash(name)).putInt(20).putInt(last ? 0 : VERSION_DEFINITION);
        elf.putInt(offsets.getOrDefault(name, 0)).putInt(0);
    }

    private static int sysvHash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash << 4) + name.charAt(i);
            int high = hash & 0xf0000000;
            hash = (hash ^ (high >>> 24)) & ~high;
        }
        return hash;
    }

    private static int aligned(int offset) {
        return (offset + 7) & ~7;
    }
}
