import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { markdownPlugin } from "./scripts/markdown-plugin.mjs";

/** The console is served by the server from `dist`; in development Vite passes its requests on. */
export default defineConfig({
  base: "/",
  plugins: [markdownPlugin(), react()],
  build: {
    outDir: "dist",
    assetsDir: "assets",
    sourcemap: false,
    target: "es2022",
    // With older targets `light-dark()` is rewritten into variables that nothing sets.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // Assets stay files of our own origin, as the content security policy asks.
    assetsInlineLimit: 0,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/graphql": { target: "http://127.0.0.1:4000" },
      "/exports": { target: "http://127.0.0.1:4000" },
    },
  },
});
