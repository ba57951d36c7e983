// Command go-check is a second opinion on a published log: it reads DIR/checkpoint, DIR/tile/... and
// DIR/tile/entries/..., and checks them with Go's own note and tlog packages, sharing no code with the
// program that wrote them. It prints what it checked and stops with status 1 at the first failure.
// It never writes anything.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight  = 8
	tileWidth   = 1 << tileHeight
	spreadParts = 24 // leaves and sizes looked at between the edges
)

func main() {
	if len(os.Args) != 3 {
		fail("usage: go-check DIR VERIFIER-KEY")
	}
	directory, key := os.Args[1], os.Args[2]
	tree := openCheckpoint(directory, key)
	entries, stored := readEntries(directory, tree)
	checkTiles(directory, tree, stored)
	if tree.N > 0 {
		reader := tlog.TileHashReader(tree, directoryTiles(directory))
		checkRecords(tree, reader, entries)
		checkTrees(tree, reader, stored)
	}
	fmt.Println("the log agrees with its checkpoint")
}

func fail(format string, arguments ...interface{}) {
	fmt.Fprintf(os.Stderr, "go-check: "+format+"\n", arguments...)
	os.Exit(1)
}

func require(err error, format string, arguments ...interface{}) {
	if err != nil {
		fail(format+": %v", append(arguments, err)...)
	}
}

// openCheckpoint checks the signature and reads origin, size and root (C2SP tlog-checkpoint).
func openCheckpoint(directory, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	require(err, "the verifier key")
	signed, err := os.ReadFile(filepath.Join(directory, "checkpoint"))
	require(err, "the checkpoint")
	opened, err := note.Open(signed, note.VerifierList(verifier))
	require(err, "the checkpoint's signature")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] == "" {
		fail("the checkpoint has %d lines", len(lines))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	require(err, "the checkpoint's size")
	if size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		fail("the checkpoint's size %q is not canonical", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	require(err, "the checkpoint's root")
	fmt.Printf("checkpoint of %s: %d entries, root %s, signed by %s\n", lines[0], size, root, verifier.Name())
	return tlog.Tree{N: size, Hash: root}
}

// tilePath is the C2SP path of a tile: Go's own without the height.
func tilePath(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tile.H))
}

// storedHashes is every hash of the tree, computed from the entries alone.
type storedHashes []tlog.Hash

func (stored storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(stored)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes[i] = stored[index]
	}
	return hashes, nil
}

// readEntries reads every entry bundle and recomputes the root from the entries.
func readEntries(directory string, tree tlog.Tree) ([][]byte, storedHashes) {
	entries := make([][]byte, 0, tree.N)
	stored := make(storedHashes, 0, tlog.StoredHashCount(tree.N))
	for first := int64(0); first < tree.N; first += tileWidth {
		width := tree.N - first
		if width > tileWidth {
			width = tileWidth
		}
		tile := tlog.Tile{H: tileHeight, L: 0, N: first / tileWidth, W: int(width)}
		path := strings.Replace(tilePath(tile), "tile/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(directory, path))
		require(err, "the entry bundle %s", path)
		for i := int64(0); i < width; i++ {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				fail("%s ends within entry %d", path, first+i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			entries = append(entries, bundle[2:end])
			hashes, err := tlog.StoredHashes(first+i, bundle[2:end], stored)
			require(err, "hashing entry %d", first+i)
			stored = append(stored, hashes...)
			bundle = bundle[end:]
		}
		if len(bundle) != 0 {
			fail("%s has %d bytes too many", path, len(bundle))
		}
	}
	root, err := tlog.TreeHash(tree.N, stored)
	require(err, "hashing the tree")
	// The package gives zeros for the tree without leaves, RFC 6962 the hash of nothing.
	if tree.N == 0 {
		root, err = tlog.ParseHash("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
		require(err, "the empty root")
	}
	if root != tree.Hash {
		fail("the entries make the root %s, not %s", root, tree.Hash)
	}
	fmt.Printf("entries: %d read from their bundles make the root\n", len(entries))
	return entries, stored
}

// checkTiles compares every tile the tree must have with one made from the entries alone.
func checkTiles(directory string, tree tlog.Tree, stored storedHashes) {
	checked := 0
	for level := 0; tree.N>>(tileHeight*uint(level)) > 0; level++ {
		count := tree.N >> (tileHeight * uint(level))
		for first := int64(0); first < count; first += tileWidth {
			tile := tlog.Tile{H: tileHeight, L: level, N: first / tileWidth, W: tileWidth}
			if count-first < tileWidth {
				tile.W = int(count - first)
			}
			expected, err := tlog.ReadTileData(tile, stored)
			require(err, "making the tile %s", tilePath(tile))
			found, err := os.ReadFile(filepath.Join(directory, tilePath(tile)))
			require(err, "the tile %s", tilePath(tile))
			if !bytes.Equal(found, expected) {
				fail("the tile %s is not the entries'", tilePath(tile))
			}
			checked++
		}
	}
	fmt.Printf("tiles: %d compared with the entries\n", checked)
}

// directoryTiles reads tiles for tlog.TileHashReader.
type directoryTiles string

func (directory directoryTiles) Height() int { return tileHeight }

func (directory directoryTiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		read, err := os.ReadFile(filepath.Join(string(directory), tilePath(tile)))
		if err != nil {
			return nil, err
		}
		data[i] = read
	}
	return data, nil
}

func (directory directoryTiles) SaveTiles([]tlog.Tile, [][]byte) {}

// spread names numbers from low to high: both ends, the edges of tiles, and some between.
func spread(low, high int64) []int64 {
	candidates := []int64{low, low + 1, high - 1, high}
	for part := int64(1); part < spreadParts; part++ {
		candidates = append(candidates, low+(high-low)/spreadParts*part)
	}
	for _, edge := range []int64{1 << 8, 1 << 16, 1 << 24, high &^ 0xff, high &^ 0xffff} {
		candidates = append(candidates, edge-1, edge, edge+1)
	}
	seen := map[int64]bool{}
	var numbers []int64
	for _, number := range candidates {
		if number >= low && number <= high && !seen[number] {
			seen[number] = true
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// checkRecords proves a spread of entries out of the tiles and checks each proof.
func checkRecords(tree tlog.Tree, reader tlog.HashReader, entries [][]byte) {
	leaves := spread(0, tree.N-1)
	for _, leaf := range leaves {
		proof, err := tlog.ProveRecord(tree.N, leaf, reader)
		require(err, "proving entry %d", leaf)
		err = tlog.CheckRecord(proof, tree.N, tree.Hash, leaf, tlog.RecordHash(entries[leaf]))
		require(err, "checking entry %d", leaf)
	}
	fmt.Printf("inclusion: %d entries proved from the tiles\n", len(leaves))
}

// checkTrees proves out of the tiles that a spread of earlier sizes grew into this one; the earlier
// roots come from the entries.
func checkTrees(tree tlog.Tree, reader tlog.HashReader, stored storedHashes) {
	sizes := spread(1, tree.N)
	for _, size := range sizes {
		root, err := tlog.TreeHash(size, stored)
		require(err, "hashing the first %d entries", size)
		proof, err := tlog.ProveTree(tree.N, size, reader)
		require(err, "proving that %d entries grew into %d", size, tree.N)
		err = tlog.CheckTree(proof, tree.N, tree.Hash, size, root)
		require(err, "checking that %d entries grew into %d", size, tree.N)
	}
	fmt.Printf("consistency: %d earlier sizes proved from the tiles\n", len(sizes))
}
