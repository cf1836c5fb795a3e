// Command tailor is a terminal prompt composer for RouWei, an SDXL anime
// model.
package main

func main() {}
